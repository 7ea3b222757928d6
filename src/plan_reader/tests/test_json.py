"""The promise of the JSON shape: the schema names exactly what the plan has, and every golden keeps to it."""

from __future__ import annotations

import dataclasses
import json
from importlib.resources import files

import jsonschema
import pytest

from plan_reader import model, plan_from_json, plan_to_json
from plan_reader.tests.builders import golden

SCHEMA = json.loads(files("plan_reader").joinpath("schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
CLASSES = {
    name: found
    for name, found in vars(model).items()
    if dataclasses.is_dataclass(found) and found.__module__ == model.__name__
}


@pytest.fixture(params=golden.paths(), ids=lambda path: path.stem)
def data(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_there_are_goldens():
    assert len(golden.paths()) >= 5


def test_goldens_keep_to_the_schema(data):
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_goldens_come_back_from_json_as_they_were(data):
    plan = plan_from_json(data)
    assert plan_to_json(plan) == data
    assert plan_from_json(plan_to_json(plan)) == plan
    assert json.loads(json.dumps(plan_to_json(plan), ensure_ascii=False)) == data


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_schema_names_exactly_the_fields(name):
    described = SCHEMA if name == "Plan" else SCHEMA["$defs"][name]
    fields = [field.name for field in dataclasses.fields(CLASSES[name])]
    assert list(described["properties"]) == fields
    assert described["required"] == fields
    assert described["additionalProperties"] is False


def test_schema_describes_nothing_else():
    assert set(SCHEMA["$defs"]) == set(CLASSES) - {"Plan"}


@pytest.mark.parametrize(
    ("definition", "field", "literal"),
    [
        ("Timing", "kind", model.TimingKind),
        ("Agency", "kind", model.AgencyKind),
        ("JoinedAgency", "kind", model.AgencyKind),
        ("Duty", "role", model.DutyRole),
        ("Finding", "severity", model.Severity),
    ],
)
def test_schema_lists_the_words_allowed(definition, field, literal):
    assert SCHEMA["$defs"][definition]["properties"][field]["enum"] == list(literal.__args__)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("tasks"),
        lambda data: data.update(more=1),
        lambda data: data["tasks"][0].update(number=1),
        lambda data: data["tasks"][0]["timing"].update(kind="soon"),
        lambda data: data["tasks"][0]["timing"].update(due="31/12/2024"),
        lambda data: data["tasks"][0]["timing"].update(due="2024-13-45"),
        lambda data: data["findings"][0].update(severity="fatal"),
    ],
)
def test_schema_refuses_what_was_not_promised(spoil):
    data = json.loads((golden.FOLDER / "founding-plan.json").read_text(encoding="utf-8"))
    spoil(data)
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize("missing", ["tasks", "source", "findings"])
def test_what_is_not_of_the_promised_shape_is_refused(missing):
    data = json.loads((golden.FOLDER / "founding-plan.json").read_text(encoding="utf-8"))
    del data[missing]
    with pytest.raises(KeyError):
        plan_from_json(data)


def test_an_unknown_word_is_refused():
    data = json.loads((golden.FOLDER / "founding-plan.json").read_text(encoding="utf-8"))
    data["tasks"][0]["timing"]["kind"] = "soon"
    with pytest.raises(ValueError, match="soon"):
        plan_from_json(data)

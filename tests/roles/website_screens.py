"""The part of public sites in the table of roles and screens, in the letters and columns of `test_screens`."""

from collections.abc import Callable

from tests.roles.cast import Things

TABLE = """
GET    | website:stories             |          | *         | *         | *         | *
GET    | website:story               | district | *         | *         | *         | *
GET    | website:translation         | district | *         | *         | *         | *
GET    | website:section             | district | *         | *         | *         | *
GET    | website:events              |          | *         | *         | *         | *
GET    | sites:portals               |          | *         | *         | *         | SN
GET    | sites:watching              |          | FDE       | FDE       | FDE       | -
POST   | sites:found_right           | district | FDE       | -         | -         | -
POST   | sites:found_right           | commune  | FDE       | FDE       | -         | -
GET    | sites:portal                | district | FDE       | -         | -         | -
GET    | sites:portal                | commune  | -         | FDE       | -         | -
POST   | sites:portal                | district | FDE       | -         | -         | -
POST   | sites:portal                | commune  | -         | FDE       | -         | -
GET    | sites:menu                  | commune  | -         | FDE       | -         | -
POST   | sites:menu                  | district | FDE       | -         | -         | -
POST   | sites:menu                  | commune  | -         | FDE       | -         | -
GET    | sites:add_source            | commune  | -         | -         | -         | -
POST   | sites:add_source            | district | FDE       | -         | -         | -
POST   | sites:add_source            | commune  | -         | FDE       | -         | -
GET    | sites:drop_source           | commune  | -         | -         | -         | -
POST   | sites:drop_source           | district | FDE       | -         | -         | -
POST   | sites:drop_source           | commune  | -         | FDE       | -         | -
"""

BLANKS: dict[str, Callable[[Things], list[object]]] = {
    "website:story": lambda own: [own.stories.out.slug],
    "website:translation": lambda own: [own.stories.released.story.slug, "bru"],
    "website:section": lambda own: [own.stories.section.slug],
    "sites:found_right": lambda own: ["tin-bai", own.stories.out.pk],
    "sites:portal": lambda own: [own.portal.pk],
    "sites:menu": lambda own: [own.portal.pk],
    "sites:add_source": lambda own: [own.portal.pk],
    "sites:drop_source": lambda own: [own.portal.pk, own.source.pk],
}

TYPED: dict[str, Callable[[Things], dict[str, object]]] = {
    "sites:portal": lambda own: {"name": "Trang mới", "version": 0},
    "sites:menu": lambda own: {"place_1": "trang:documents", "version": 0},
    "sites:add_source": lambda own: {"unit": own.source_to_add.pk},
}

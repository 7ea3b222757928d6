"""Put the newsroom of a demonstration on an agenda: stories, letters, fees, activities, monthly guidance."""

from loa.website.management.demo.agenda import Agenda
from loa.website.management.demo.newsroom.by_hand import plan_by_hand, read_done
from loa.website.management.demo.newsroom.elsewhere import plan_elsewhere
from loa.website.management.demo.newsroom.fees import plan_fees
from loa.website.management.demo.newsroom.letters import plan_letters
from loa.website.management.demo.newsroom.packages import plan_packages
from loa.website.management.demo.newsroom.recipe import Newsroom, read_stories
from loa.website.management.demo.newsroom.stage import set_scene
from loa.website.management.demo.newsroom.stories import plan_stories
from loa.website.management.demo.newsroom.tips import plan_contributors, plan_offers
from loa.website.management.demo.recipe import Recipe
from loa.website.management.demo.work import EXAMPLES


def plan_newsroom(recipe: Recipe, newsroom: Newsroom, agenda: Agenda) -> None:
    """Put on an agenda what the newsroom does in the year, from the day on which its house was set up."""
    scene, folder = set_scene(recipe, newsroom, agenda), EXAMPLES / recipe.folder
    plan_contributors(scene)
    plan_offers(scene)
    plan_stories(scene, read_stories(folder))
    plan_by_hand(scene, read_done(folder))
    plan_elsewhere(scene)
    plan_packages(scene, folder)
    plan_letters(scene)
    plan_fees(scene)

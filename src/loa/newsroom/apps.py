from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "loa.newsroom"
    label = "newsroom"
    verbose_name = "Tin, bài"

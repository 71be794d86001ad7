"""Addresses of people."""

from __future__ import annotations

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("huisstijl/<slug:slug>-<str:digest>.css", views.house_style, name="house_style"),
    path("wie-ziet-wat/", views.who_sees_what, name="who_sees_what"),
    path("account/logout/", views.sign_out, name="sign_out"),
    path("gemeente-kiezen/", views.choose_municipality, name="choose_municipality"),
]

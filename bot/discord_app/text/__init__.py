"""Texts within what Discord allows, in every language."""

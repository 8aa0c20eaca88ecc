"""Answers to team members: what they typed, understood, and what is said back."""

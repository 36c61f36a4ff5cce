"""Rasa's side of the conversation: what turns a message into an intent and entities."""

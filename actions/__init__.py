"""Custom actions: what Rasa calls. Slots and entities in, replies out."""

"""The routes, one module a subject; `channels.api.app` mounts them."""

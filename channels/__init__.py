"""The doors people come in by: REST API, chat page, Telegram, Slack, REST webhook."""

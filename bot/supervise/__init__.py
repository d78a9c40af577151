"""Runs Syvbot on one machine: gateway, action server and engine as processes that are watched and started again."""

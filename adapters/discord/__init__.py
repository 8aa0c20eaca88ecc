"""Discord: alerts as Components V2 messages, `/watch` as application commands."""

"""The rules, topic by topic: people, facts, ratings, awards, screenings, publishing."""

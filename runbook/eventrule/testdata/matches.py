# Says of each line of standard input, {"pattern": …, "event": …}, whether moto's
# EventBridge, which others made, finds that the event matches the pattern.
import json
import sys

from moto.events.models import EventPattern

for line in sys.stdin:
    asked = json.loads(line)
    matches = EventPattern(None, asked["pattern"]).matches_event(asked["event"])
    print("true" if matches else "false")

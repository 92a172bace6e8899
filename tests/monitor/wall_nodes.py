"""What a node sends, as bytes, without a broker."""

import json

from reports import report

from livemel.monitor.report import utc_text
from livemel.monitor.wall.moment import Moment


def at(seconds):
    """A moment of a wall whose clocks both began with it."""
    return Moment(seconds, seconds)


def send(rooms, node, kind, now, **told):
    """A message arrives."""
    rooms.take(f"livemel/{node}/{kind}", json.dumps({"v": 1, "node": node, **told}).encode(), at(now))


def level(rooms, node, now=100.0, ahead=0.0, laeq_db_spl=None, **told):
    """A second that has just ended, told by a clock that is `ahead`."""
    second = report(1, **told).as_dict() | {"utc": utc_text(now + ahead)}
    send(rooms, node, "level", now, **second, **({} if laeq_db_spl is None else {"laeq_db_spl": laeq_db_spl}))


def frame(rooms, node, now=100.0, ahead=0.0, bands=(-40, -60)):
    """Its coarse frame."""
    send(rooms, node, "mel", now, utc=utc_text(now + ahead), bands_db=list(bands))

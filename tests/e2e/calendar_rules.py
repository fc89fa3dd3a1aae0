"""What RFC 5545 asks of a calendar, beyond what python3-icalendar refuses to read: each fault is (name, where)."""

import icalendar

ONCE = ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS")


def calendar_faults(data):
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if len(line) > 75:
            yield "LongLine", f"line {number}: {len(line)} octets"
        if b"\n" in line or b"\r" in line:
            yield "BareLineEnd", f"line {number}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield "FoldedInACharacter", f"line {number}"
    if not data.endswith(b"END:VCALENDAR\r\n"):
        yield "Unfinished", repr(data[-40:])
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except ValueError as error:
        yield "Unreadable", str(error)
        return
    for name in ("VERSION", "PRODID"):
        if name not in calendar:
            yield "MissingProperty", name
    seen = set()
    for event in calendar.walk("VEVENT"):
        uid = str(event.get("UID", "?"))
        for name in ONCE:
            if name not in event or isinstance(event[name], list):
                yield "MissingProperty", f"{uid}: {name}"
        if event.errors:
            yield "Unreadable", f"{uid}: {event.errors}"
            continue
        if uid in seen:
            yield "DuplicateUid", uid
        seen.add(uid)
        if "DTEND" in event and "DTSTART" in event:
            start, end = event["DTSTART"].dt, event["DTEND"].dt
            if type(start) is not type(end):
                yield "MixedDates", uid
            elif end <= start:
                yield "EndsBeforeItBegins", f"{uid}: {start} to {end}"

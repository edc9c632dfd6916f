"""What a reader's browser keeps for the reader, behind a button: light or dark, and whether single keys do something.

frame.js and colours.js act on it; the server is told nothing.
"""

from html import escape

from i18n import _, pgettext


def html() -> str:
    """The button, and the list that it opens."""
    colours = {"": _("As the device has it"), "Light": _("Light"), "Dark": _("Dark")}
    choices = "".join(
        f'<label><input type="radio" name="colours" value="{value}"> {escape(name)}</label>'
        for value, name in colours.items()
    )
    keys = {
        "/": _("Search everything"),
        "?": _("Show this list"),
        _("Esc"): _("Close what lies over the page"),
    }
    rows = "".join(
        f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(action)}</dd>"
        for key, action in keys.items()
    )
    title, colour, key, use, close = map(
        escape,
        (
            _("Display and keys"),
            _("Colours"),
            pgettext("on a keyboard", "Keys"),
            _("Use the keys / and ?"),
            _("Close"),
        ),
    )
    return (
        f'<button type="button" class="open-settings">{title}</button>'
        f'<dialog class="settings" aria-label="{title}">'
        f"<fieldset><legend>{colour}</legend>{choices}</fieldset>"
        f"<fieldset><legend>{key}</legend><dl>{rows}</dl>"
        f'<label><input type="checkbox"> {use}</label></fieldset>'
        f'<button type="button" class="close-settings">{close}</button></dialog>'
    )

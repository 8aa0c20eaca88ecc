"""Trees of YAML: the fast reader means the same as the full parser, or leaves the file to it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.settings.tree import Node
from bot.settings.yaml_text import read_slowly, read_tree

VALUES = [
    "1",
    "-1",
    "1.5",
    "no",
    "null",
    "true",
    "a:b",
    "a#b",
    "é’s",
    "a b",
    "a  b ",
    "'it''s'",
    '"x # y"',
    "",
]
VALUES += ["[a,b]", "[ ]", "{}", "[a: 1, {b: 2}]", "{a: [1, 'x'], b: c d}", "https://a.example/?x=[1]#y"]
ODD = [
    "a: b",
    "~",
    '"a\\n"',
    "'a",
    "{a:1}",
    "[a, ]",
    "{a: , b: 1}",
    "[a",
    "[a] b",
    "[a]: b",
    "|",
    "&x 1",
    "*x",
]
ODD += ["!t a", "# c", "...", "---", "a :b", "%", "a\u2028b", "- a", "? a", "a: - b"]
KEYS = ["a", "b", "c", '"d e"', "'f'", "g-h", "true"]
ENDS = st.sampled_from(["", "", "", "", " ", "  # comment"])


@st.composite
def blocks(draw, column=0, depth=0):
    """The lines of a list or a mapping in block form at `column`."""
    lines = []
    mapping = draw(st.booleans())
    for _ in range(draw(st.integers(1, 3))):
        head = " " * column + (draw(st.sampled_from(KEYS)) + ":" if mapping else "-")
        if depth < 3 and draw(st.booleans()):
            deeper = column + draw(st.sampled_from([0, 1, 2, 2, 4]))
            inner = draw(blocks(column=deeper, depth=depth + 1))
            if not mapping and deeper >= column + 2 and draw(st.booleans()):
                lines += [head + inner[0][len(head) :], *inner[1:]]
            else:
                lines += [head + draw(ENDS), *inner]
        else:
            lines.append(f"{head} {draw(st.sampled_from(VALUES))}{draw(ENDS)}")
    return lines


@st.composite
def texts(draw):
    """Text that is often YAML and often only nearly: a block, sometimes with a line that breaks it."""
    lines = draw(blocks())
    if draw(st.integers(0, 2)) == 0:
        at = draw(st.integers(0, len(lines) - 1))
        shift = draw(st.sampled_from(["", " ", "  ", "- "]))
        lines[at] = draw(
            st.sampled_from([shift + lines[at], lines[at].lstrip(), lines[at] + draw(st.sampled_from(ODD))])
        )
    return "\n".join(lines)


def everything(node: Node | None) -> object:
    if node is None:
        return None
    children = node.children
    if isinstance(children, dict):
        inside = {key: everything(child) for key, child in children.items()}
    else:
        inside = [everything(child) for child in children or ()]
    return repr(node.data), node.place, dict(node.keys), inside


@settings(max_examples=300, deadline=None)
@given(texts())
@example("a:\n  b:\n- c")
@example("a:\n- b\n- c:\n  - d\ne: f")
@example("a:\nb:  # c\n\n")
@example("- - a\n  - b\n- c: 1\n  d: 2")
@example("a: b\n  c")
@example("a: 'x'\r\nb: [c]\r\n")
@example("a: 1\na: 2")
@example("- a\n -\n")
@example("")
@example("# only a comment")
def test_both_parsers_read_the_same_from_what_both_accept(text):
    tree, found = read_tree(text, "f.yaml")
    slow_tree, slow_found = read_slowly(text, "f.yaml")
    if slow_tree is not None:
        assert everything(tree) == everything(slow_tree)
        assert found == slow_found


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("- [null, ~, Null, ]", [[None, None, None]]),
        ("- [true, False, yes, no, on, Off, y]", [[True, False, "yes", "no", "on", "Off", "y"]]),
        ("- [1, -1, +1, 012, 1.5, .5, 1e3, 0x1f]", [[1, -1, 1, 12, 1.5, 0.5, "1e3", "0x1f"]]),
        ("- [2025-12-05, 10:30, '1', \"true\"]", [["2025-12-05", "10:30", "1", "true"]]),
        (f"- {'9' * 5000}", ["9" * 5000]),
        ("- &a [1]\n- *a", [[1], [1]]),
        ("- >-\n  a\n  b\n- |\n  c\n", ["a b", "c\n"]),
        ("true: 1\nnull: 2\n3: 4", {"true": 1, "null": 2, "3": 4}),
    ],
)
def test_scalars_are_read_by_the_core_schema(text, data):
    tree, found = read_tree(text, "f.yaml")
    assert (tree.data, found) == (data, ())

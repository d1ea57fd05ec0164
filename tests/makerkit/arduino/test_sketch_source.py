from textwrap import dedent

import pytest

from makerkit.arduino.sketch_source import as_cpp, find_sketch, with_prototypes
from makerkit.errors import NotThereError


def declared(sketch):
    """Return the lines that are added to a sketch."""
    before = dedent(sketch).splitlines()
    return [line for line in with_prototypes(dedent(sketch)).splitlines() if line not in before]


def test_a_function_used_above_its_definition_is_declared_right_before_the_use():
    sketch = "int led = 13;\nvoid loop() {\n  blink(3);\n}\nvoid blink(int times) {\n}\n"
    assert with_prototypes(sketch) == (
        "int led = 13;\n"
        "void blink(int times);\n"
        '#line 2 "sketch.ino"\n'
        "void loop() {\n  blink(3);\n}\nvoid blink(int times) {\n}\n"
    )


def test_a_function_that_is_only_handed_on_is_declared_too():
    sketch = "void setup() { attachInterrupt(0, on_edge, CHANGE); }\nvoid on_edge() { }\n"
    assert declared(sketch)[0] == "void on_edge();"


def test_what_is_defined_before_its_use_is_left_alone():
    sketch = "void blink() {\n}\nvoid loop() { blink(); }\n"
    assert with_prototypes(sketch) == sketch


def test_the_type_of_a_parameter_may_stand_above_the_first_use():
    sketch = """
        struct Zone { int pin; };
        void setup() { watch({3}); }
        void watch(Zone zone) { }
    """
    assert declared(sketch) == ["void watch(Zone zone);", '#line 3 "sketch.ino"']


def test_a_default_is_said_by_the_definition_alone():
    sketch = "void loop() { show(1, 2); }\nvoid show(int a, int b = 3) { }\n"
    assert declared(sketch)[0] == "void show(int a, int b);"


def test_a_part_of_a_type_with_a_functions_name_is_no_use_of_it():
    sketch = """
        struct Lamp { void update(); };
        struct Motor { int pin; };
        void loop() { Motor motor = {3}; update(motor); }
        void update(Motor& motor) { }
    """
    assert declared(sketch) == ["void update(Motor& motor);", '#line 4 "sketch.ino"']


@pytest.mark.parametrize(
    "definition",
    [
        "template <typename T> T twice(T x) { return x; }",
        "int Zone::twice(int x) { return x; }",
        "#define TWICE twice(x) {",
        "// int twice(int x) {",
        'const char* text = "int twice(int x) {";',
        "namespace far { int twice(int x) { return x; } }",
    ],
)
def test_what_is_no_plain_function_is_not_declared(definition):
    sketch = f"void loop() {{ twice(3); }}\n{definition}\n"
    assert with_prototypes(sketch) == sketch


def test_a_use_on_the_same_line_as_other_code_keeps_its_line():
    sketch = "int a; int b = first();\nint first() { return 1; }\n"
    assert with_prototypes(sketch).splitlines()[0] == "int a; int first(); int b = first();"


def test_an_ino_of_another_name_stands_alone(tmp_path):
    for name in ("one.ino", "two.ino", "more.cpp"):
        (tmp_path / name).write_text("int x;\n")
    sketch = find_sketch(tmp_path / "one.ino")
    assert (sketch.tabs, sketch.sources) == ((tmp_path / "one.ino",), ())


def test_a_sketch_folder_brings_all_its_files_the_main_one_first(tmp_path):
    folder = tmp_path / "node"
    folder.mkdir()
    for name in ("alarm.ino", "node.ino", "zones.cpp", "zones.h"):
        (folder / name).write_text("int x;\n")
    sketch = find_sketch(folder)
    assert [tab.name for tab in sketch.tabs] == ["node.ino", "alarm.ino"]
    assert [source.name for source in sketch.sources] == ["zones.cpp"]
    assert find_sketch(folder / "node.ino") == sketch


def test_each_tab_keeps_its_own_line_numbers(tmp_path):
    folder = tmp_path / "node"
    folder.mkdir()
    (folder / "node.ino").write_text("int x;\n")
    (folder / "alarm.ino").write_text("int y;\r\nint z;")
    main, alarm = (folder / "node.ino").as_posix(), (folder / "alarm.ino").as_posix()
    assert as_cpp(find_sketch(folder)) == (
        f'#line 1 "{main}"\nint x;\n\n#line 1 "{alarm}"\nint y;\nint z;\n'
    )


def test_a_folder_without_a_sketch_says_which_file_it_needs(tmp_path):
    with pytest.raises(NotThereError, match=rf"needs a file {tmp_path.name}\.ino"):
        find_sketch(tmp_path)

"""The harness itself: what a page complains about is heard, and what is hard to use is found."""

HARD = '<html lang="en"><title>t</title><main><h1>Door</h1><img src="data:,"></main></html>'


def test_a_page_that_complains_is_heard(page, complaints):
    page.set_content(
        "<script>console.error('no lamp'); setTimeout(() => { throw Error('x') })</script>"
    )
    page.wait_for_timeout(50)
    assert [said.rpartition(": ")[2] for said in complaints.take()] == ["no lamp", "x"]


def test_what_is_hard_to_use_is_found(page, axe):
    page.set_content(HARD)
    assert [fault.partition(":")[0] for fault in axe(page)] == ["image-alt"]


def test_a_phone_is_a_phone(phone):
    phone.set_content('<meta name="viewport" content="width=device-width">')
    assert phone.evaluate("[innerWidth, navigator.maxTouchPoints > 0]") == [390, True]

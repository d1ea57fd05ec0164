"""Clips play and seek in a browser, which asks for the parts it needs."""

from playwright.sync_api import expect

SEEK = """(video, to_s) => new Promise((resolve, reject) => {
    video.onseeked = () => resolve([video.currentTime, video.readyState]);
    video.onerror = () => reject(new Error(video.error.message));
    video.currentTime = to_s;
})"""
BRIGHT = """video => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    const context = canvas.getContext("2d");
    context.drawImage(video, 0, 0);
    return Math.max(...context.getImageData(0, 0, canvas.width, canvas.height).data.slice(0, 4000));
}"""


def test_a_clip_plays_from_where_it_is_put(page, demo):
    answers = []
    page.on("response", lambda answer: "/files/" in answer.url and answers.append(answer))
    page.goto(demo.url)
    video = page.locator("mk-clips video")
    video.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('mk-clips video').readyState >= 1")
    length_s = video.evaluate("video => video.duration")
    assert 2 < length_s < 600
    for share in (0.75, 0.1, 0.5):
        at_s, ready = video.evaluate(SEEK, length_s * share)
        assert abs(at_s - length_s * share) < 0.2
        assert ready >= 2
    assert video.evaluate(BRIGHT) > 20
    assert {answer.status for answer in answers} == {206}
    assert all(answer.request.headers["range"].startswith("bytes=") for answer in answers)


def test_another_clip_is_chosen_by_keyboard(page, demo):
    page.goto(demo.url)
    second = page.locator("a[data-clip]").nth(1)
    second.focus()
    page.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-current", "true")
    page.wait_for_function("() => document.querySelector('mk-clips video').currentTime > 0.2")
    assert (
        page.locator("mk-clips video")
        .evaluate("video => video.src")
        .endswith(second.get_attribute("href"))
    )
    expect(page.locator("a[data-clip]").first).not_to_have_attribute("aria-current", "true")

"""Addresses of one thing are one, and no parameter that means something is lost."""

import pytest

from claims.rules.same_page import _HOSTS, _PARAMETERS
from claims.rules.url import canonical_url, domain_of

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POST = "https://x.com/Reuters/status/1211"
STORY = "https://www.example.com/world/2019/story"

SAME = [
    (VIDEO, "https://youtu.be/dQw4w9WgXcQ"),
    (VIDEO, "http://youtu.be/dQw4w9WgXcQ?si=a-B_1"),
    (VIDEO, "https://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=youtu.be"),
    (VIDEO, "https://youtube.com/watch?feature=share&v=dQw4w9WgXcQ&pp=x"),
    (VIDEO, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    (VIDEO, "https://www.youtube.com/shorts/dQw4w9WgXcQ?si=x"),
    (VIDEO, "https://www.youtube.com/live/dQw4w9WgXcQ/"),
    (f"{VIDEO}&t=90", "https://youtu.be/dQw4w9WgXcQ?t=90"),
    (f"{VIDEO}&list=PL1", "https://youtu.be/dQw4w9WgXcQ?list=PL1&si=x"),
    (POST, "https://twitter.com/Reuters/status/1211"),
    (POST, "http://mobile.twitter.com/Reuters/status/1211?s=20&t=abc"),
    (POST, "https://www.x.com/Reuters/status/1211/"),
    (POST, "https://twitter.com/Reuters/statuses/1211?ref_src=twsrc%5Etfw"),
    ("https://www.facebook.com/a/posts/1", "https://m.facebook.com/a/posts/1/?refid=17&_rdr"),
    ("https://www.facebook.com/story.php?story_fbid=1&id=2", "https://mbasic.facebook.com/story.php?story_fbid=1&id=2"),
    ("https://www.instagram.com/p/Cabcdef", "https://instagram.com/p/Cabcdef/?igsh=x"),
    ("https://www.instagram.com/reel/Cabcdef", "https://www.instagram.com/reels/Cabcdef/"),
    ("https://www.tiktok.com/@a/video/1", "https://www.tiktok.com/@a/video/1?is_from_webapp=1&sender_device=pc"),
    ("https://www.reddit.com/r/a/comments/1/b", "https://old.reddit.com/r/a/comments/1/b/?share_id=x"),
    ("https://t.me/channel/12", "https://telegram.me/s/channel/12?embed=1"),
    ("https://vimeo.com/123", "https://player.vimeo.com/video/123?share=copy"),
    ("https://www.dailymotion.com/video/x1", "https://dai.ly/x1"),
    ("https://en.wikipedia.org/wiki/Kirkuk", "https://en.m.wikipedia.org/wiki/Kirkuk?wprov=sfla1"),
    ("https://doi.org/10.1000/1", "http://dx.doi.org/10.1000/1"),
    ("https://open.spotify.com/episode/1", "https://open.spotify.com/episode/1?si=x"),
    ("https://www.nytimes.com/2019/12/29/a.html", "https://mobile.nytimes.com/2019/12/29/a.amp.html?smid=tw-share"),
    ("https://www.theguardian.com/world/2019/a", "https://amp.theguardian.com/world/2019/a?CMP=share_btn_tw"),
    ("https://www.bbc.com/news/world-1", "https://www.bbc.co.uk/news/amp/world-1?at_custom1=x&ocid=y"),
    ("https://www.cnn.com/2019/12/29/a/index.html", "https://amp.cnn.com/cnn/2019/12/29/a/index.html"),
    ("https://www.spiegel.de/politik/a-1.html", "https://m.spiegel.de/politik/a-1-amp.html"),
    (STORY, "https://m.example.com/world/2019/story"),
    (STORY, "https://mobile.example.com/world/2019/story"),
    (STORY, "https://amp.example.com/world/2019/story"),
    (STORY, f"{STORY}/amp"),
    (f"{STORY}/", f"{STORY}/amp/"),
    (STORY, "https://www.example.com/amp/world/2019/story"),
    (STORY, f"{STORY}.amp"),
    (f"{STORY}.html", f"{STORY}.amp.html"),
    (STORY, f"{STORY}?amp"),
    (STORY, f"{STORY}?amp=1&utm_source=x"),
    (STORY, f"{STORY}?outputType=amp"),
    (STORY, "https://www.google.com/amp/s/www.example.com/world/2019/story"),
    (STORY, "https://www.google.co.uk/amp/s/amp.example.com/world/2019/story"),
    (STORY, "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/world/2019/story?usqp=mq331"),
    (STORY, "https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.example.com%2Fworld%2F2019%2Fstory&usg=x"),
    (STORY, "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.example.com%2Fworld%2F2019%2Fstory%3Ffbclid%3D1&h=2"),
    ("https://www.example.co.uk/a", "https://m.example.co.uk/a"),
    ("https://news.example.com/a", "https://m.news.example.com/a"),
    (f"{STORY}?id=1&page=2", f"{STORY}?id=1&amp;page=2"),
    (f"{STORY}?id=1&page=2", f"{STORY}?id=1&amp;amp;page=2&amp;utm_source=x"),
    (f"{STORY}?id=1&page=2", f"{STORY}?id=1&#038;page=2"),
    (f"{STORY}?id=1", f"{STORY}?id=1&amp;fbclid=2"),
]  # fmt: skip


@pytest.mark.parametrize(("canonical", "other"), SAME)
def test_addresses_of_one_thing_are_one(canonical: str, other: str) -> None:
    assert canonical_url(other) == canonical
    assert canonical_url(canonical) == canonical
    assert domain_of(other) == domain_of(canonical)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/?s=rockets",
        "https://www.example.com/a?s=7&t=8&si=9&smid=1&CMP=2&ref=3&feature=4",
        "https://www.example.com/a?id=1&amp=1",
        "https://www.example.com/amp",
        "https://www.example.com/tag/amp",
        "https://www.example.com/guide/example",
        "https://www.example.com/champ",
        "https://m.co.uk/a",
        "https://m.tv/a",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90s",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/channel/UC1",
        "https://x.com/search?q=rockets&f=live",
        "https://www.facebook.com/photo?fbid=1&set=a.2",
        "https://www.facebook.com/watch?v=1",
        "https://abcnews.go.com/story?id=123",
        "https://www.npr.org/templates/story/story.php?storyId=1",
        "https://www.bbc.co.uk/programmes/b1",
        "https://podcasts.apple.com/us/podcast/a/id1?i=2",
        "https://docs.google.com/document/d/1/edit?tab=t.0",
        "https://www.google.com/search?q=https://example.com/",
        "https://www.google.com/url?q=rockets",
        "https://web.archive.org/web/2019/https://twitter.com/a/status/1?s=20",
        "https://www.instagram.com/p/Cabcdef?img_index=2",
        "https://www.reddit.com/r/a/comments/1/b/c?context=3",
    ],
)
def test_what_means_something_stays(url: str) -> None:
    assert canonical_url(url) == url


def test_hosts_and_parameters_are_listed_once() -> None:
    others = [other for listed in _HOSTS.values() for other in listed.split()]
    assert len(set(others)) == len(others)
    assert not set(others) & _HOSTS.keys()
    assert all(len(set(names.split())) == len(names.split()) for names in _PARAMETERS.values())


def test_a_long_chain_of_redirecting_addresses_is_followed_or_refused() -> None:
    chain = "https://" + "google.com/amp/s/" * 500 + "example.com/a"
    assert canonical_url(chain) == "https://example.com/a"

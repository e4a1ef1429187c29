"""Who improved in a browser: the analyst's question to its answer, the address, and the same without script."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from .conftest import settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]


def test_who_in_the_west_midlands_improved_since_their_first_inspection(visit: Visit, accessible: Check) -> None:
    page = visit("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Who improved").click()
    page.get_by_label("Authorities", exact=True).select_option("Region: West Midlands")
    page.get_by_label("Judgement", exact=True).select_option("Overall effectiveness")
    title = page.locator("#improved-bars-title")
    expect(title).to_contain_text("9 of 14 authorities in the West Midlands had improved overall")
    expect(page.get_by_text("Improved: Birmingham, Coventry, Herefordshire")).to_be_visible()
    page.wait_for_url("**/improved?*judgement=overall_effectiveness&set=region:west-midlands*")
    date = page.get_by_role("textbox", name="The date to compare with")
    expect(date).to_be_hidden()
    page.get_by_role("radio", name="A date").check()
    expect(date).to_be_visible()
    date.fill("31/3/2024")
    date.press("Enter")
    expect(title).to_contain_text("since 31 March 2024")
    accessible(page)
    page.reload()
    settle(page)
    expect(title).to_contain_text("since 31 March 2024")
    page.get_by_role("table", name="Improved").get_by_role("link", name="Coventry").click()
    expect(page.get_by_role("heading", level=1, name="Coventry")).to_be_visible()


def test_without_script_it_is_a_form(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base_url}/improved")
    page.get_by_label("Authorities", exact=True).select_option("Dudley and its neighbours")
    page.get_by_role("radio", name="Previous inspection").check(force=True)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#improved-bars-title")).to_contain_text(
        "authorities among Dudley and its statistical neighbours had improved for help and protection since their previous"
    )
    context.close()

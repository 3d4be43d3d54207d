// Copyright 2026 The MARS streaming authors
// SPDX-License-Identifier: Apache-2.0
package dev.mars.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A report for people: one HTML file that asks the network for nothing, to be sent around and read
 * offline, on a phone or on paper.
 *
 * <p>Everything that goes in is text and is escaped. Besides, the page's content security policy
 * allows its own scripts and style by their hashes, and nothing else.
 */
public final class Page {
    private record Section(String heading, List<Block> blocks) {}

    private final String title;
    private final String subtitle;
    private final List<Block> opening = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    /**
     * @param subtitle what the report is of; empty for none
     */
    public Page(String title, String subtitle) {
        this.title = title;
        this.subtitle = subtitle;
    }

    /** Adds a block above all sections. */
    public Page opening(Block block) {
        opening.add(block);
        return this;
    }

    public Page section(String heading, Block... blocks) {
        return section(heading, List.of(blocks));
    }

    public Page section(String heading, List<? extends Block> blocks) {
        sections.add(new Section(heading, List.copyOf(blocks)));
        return this;
    }

    /** Writes the page; the directory must be there. */
    public void write(Path file) throws IOException {
        // Not writeString, which fails of half a surrogate pair: a foreign title may have one.
        Files.write(file, html().getBytes(StandardCharsets.UTF_8));
    }

    public String html() {
        Html body = body();
        List<Inlined> scripts =
                body.hasCharts() ? List.of(Inlined.charts(), Inlined.drawing()) : List.of();
        Inlined style = Inlined.style();
        Html html = new Html();
        html.raw("<!doctype html>\n").open("html", "lang", "en").open("head");
        html.open("meta", "charset", "utf-8");
        html.open(
                "meta", "http-equiv", "Content-Security-Policy", "content", policy(scripts, style));
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.open("meta", "name", "color-scheme", "content", "light dark");
        html.element("title", title);
        html.open("style").raw(style.text()).close("style").close("head");
        html.open("body").raw(body.toString());
        scripts.forEach(script -> html.open("script").raw(script.text()).close("script"));
        return html.close("body").close("html").toString();
    }

    private Html body() {
        Html html = new Html();
        html.open("main").open("header").element("h1", title);
        if (!subtitle.isEmpty()) {
            html.element("p", subtitle, "class", "subtitle");
        }
        html.close("header");
        opening.forEach(block -> block.write(html));
        for (Section section : sections) {
            html.open("section").element("h2", section.heading());
            section.blocks().forEach(block -> block.write(html));
            html.close("section");
        }
        if (html.hasCharts()) {
            html.open("noscript");
            html.element("p", "The charts need JavaScript; all else is above.");
            html.close("noscript");
        }
        return html.close("main");
    }

    private static String policy(List<Inlined> scripts, Inlined style) {
        StringBuilder policy = new StringBuilder("default-src 'none'; base-uri 'none'; ");
        policy.append("form-action 'none'; style-src ").append(style.policy());
        if (!scripts.isEmpty()) {
            policy.append("; script-src");
            scripts.forEach(script -> policy.append(' ').append(script.policy()));
        }
        return policy.toString();
    }
}

package dev.mars.report;

/** Running text. */
public record Paragraph(String text) implements Block {
    @Override
    public void write(Html html) {
        html.element("p", text);
    }
}

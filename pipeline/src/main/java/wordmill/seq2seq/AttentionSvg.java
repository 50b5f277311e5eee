package wordmill.seq2seq;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.List;
import java.util.Locale;

/** Draws one {@link AttentionSheet}. */
final class AttentionSvg {
  /** Monospaced, so that widths are known; then what has Korean, Japanese and Chinese. */
  private static final String FONTS =
      "'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono', 'Noto Sans Mono CJK KR',"
          + " 'Noto Sans CJK KR', 'Noto Sans CJK JP', 'Apple SD Gothic Neo', 'Hiragino Sans',"
          + " 'Malgun Gothic', 'Yu Gothic', monospace, sans-serif";

  private static final String HAIRLINE = "stroke=\"#ccc\" stroke-width=\"0.5\"";

  /** Smaller weights are shaded, but not written into their cell. */
  private static final float LEAST_WRITTEN = 0.05f;

  /** From the middle of a line of text, or of a cell, down to where letters stand. */
  private static final int TO_BASELINE = 5;

  private final AttentionSheet sheet;
  private final List<SheetLabel> sources;
  private final List<SheetLabel> targets;
  private final SheetLayout layout;
  private final StringBuilder svg = new StringBuilder();

  private AttentionSvg(AttentionSheet sheet) {
    this.sheet = sheet;
    sources = SheetLabel.of(sheet.source());
    targets = SheetLabel.of(sheet.target());
    layout = SheetLayout.of(sources, targets);
  }

  static String draw(AttentionSheet sheet) {
    AttentionSvg drawing = new AttentionSvg(sheet);
    drawing.page();
    return drawing.svg.toString();
  }

  private void page() {
    line(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
            + " viewBox=\"0 0 %1$d %2$d\" role=\"img\" font-family=\"%3$s\" font-size=\"%4$d\">",
        layout.right(), layout.bottom(), FONTS, SheetLabel.FONT_SIZE);
    line("<title>Attention: a row for each target token, a column for each source token</title>");
    line("<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>");
    sourceLabels();
    targetLabels();
    cells();
    numbers();
    legend();
    line("</svg>");
  }

  private void sourceLabels() {
    line(
        "<g class=\"sources\" fill=\"#222\" text-anchor=\"%s\">",
        layout.slanted() ? "start" : "middle");
    int y = layout.top() - SheetLayout.GAP;
    for (int s = 0; s < sources.size(); s++) {
      int x = layout.x(s) + SheetLayout.CELL / 2 + (layout.slanted() ? TO_BASELINE : 0);
      String turn = layout.slanted() ? " transform=\"rotate(-45 " + x + " " + y + ")\"" : "";
      line("<text x=\"%d\" y=\"%d\"%s>%s</text>", x, y, turn, escaped(sources.get(s).text()));
    }
    line("</g>");
  }

  private void targetLabels() {
    line("<g class=\"targets\" fill=\"#222\" text-anchor=\"end\">");
    int x = layout.left() - SheetLayout.GAP;
    for (int t = 0; t < targets.size(); t++) {
      int y = layout.y(t) + SheetLayout.CELL / 2 + TO_BASELINE;
      line("<text x=\"%d\" y=\"%d\">%s</text>", x, y, escaped(targets.get(t).text()));
    }
    line("</g>");
  }

  private void cells() {
    line("<g class=\"cells\" %s>", HAIRLINE);
    for (int t = 0; t < targets.size(); t++) {
      for (int s = 0; s < sources.size(); s++) {
        float weight = sheet.weights().get(t, s);
        line(
            "<rect x=\"%d\" y=\"%d\" width=\"%3$d\" height=\"%3$d\" fill=\"%4$s\">"
                + "<title>%5$s ← %6$s: %7$.3f</title></rect>",
            layout.x(s),
            layout.y(t),
            SheetLayout.CELL,
            WeightColor.of(weight).hex(),
            escaped(targets.get(t).text()),
            escaped(sources.get(s).text()),
            weight);
      }
    }
    line("</g>");
  }

  /** Weights in their cells. They let the pointer through, to the cell's title. */
  private void numbers() {
    line("<g class=\"numbers\" font-size=\"10\" text-anchor=\"middle\" pointer-events=\"none\">");
    for (int t = 0; t < targets.size(); t++) {
      for (int s = 0; s < sources.size(); s++) {
        float weight = sheet.weights().get(t, s);
        if (weight >= LEAST_WRITTEN) {
          line(
              "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>",
              layout.x(s) + SheetLayout.CELL / 2,
              layout.y(t) + SheetLayout.CELL / 2 + TO_BASELINE - 1,
              WeightColor.of(weight).ink(),
              hundredths(weight));
        }
      }
    }
    line("</g>");
  }

  /** .05 to .99, and 1. */
  private static String hundredths(float weight) {
    long hundredths = Math.round(100.0 * weight);
    return hundredths == 100 ? "1" : String.format(Locale.ROOT, ".%02d", hundredths);
  }

  /** The shades of 0, 0.1 … 1 below the cells. */
  private void legend() {
    int y = layout.y(targets.size()) + 2 * SheetLayout.GAP;
    int end = layout.left() + SheetLayout.LEGEND_STEPS * SheetLayout.LEGEND_STEP;
    line("<g class=\"legend\" fill=\"#222\" font-size=\"10\">");
    line("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">0</text>", layout.left() - 4, y + 9);
    line("<text x=\"%d\" y=\"%d\">1</text>", end + 4, y + 9);
    for (int i = 0; i < SheetLayout.LEGEND_STEPS; i++) {
      line(
          "<rect x=\"%d\" y=\"%d\" width=\"%4$d\" height=\"%4$d\" fill=\"%3$s\" %5$s/>",
          layout.left() + i * SheetLayout.LEGEND_STEP,
          y,
          WeightColor.of(i / (SheetLayout.LEGEND_STEPS - 1.0)).hex(),
          SheetLayout.LEGEND_STEP,
          HAIRLINE);
    }
    line("</g>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @FormatMethod
  private void line(@FormatString String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class AttentionSvgTest {
  private static final Pattern TURN = Pattern.compile("rotate\\((-?\\d+) (\\d+) (\\d+)\\)");

  private static final AttentionSheet LONG =
      AttentionSheetTest.random(
          List.of("the", "extraordinarily", "long", "word", "incomprehensibilities"),
          List.of("방앗간", "미정", "unbelievably"));
  private static final AttentionSheet SHORT =
      AttentionSheetTest.random(List.of("방", "앗", " ", "2", "ten"), List.of("a", "水"));
  private static final List<AttentionSheet> SHEETS =
      List.of(
          LONG,
          SHORT,
          AttentionSheetTest.random(List.of("한국어방앗간", "水車小屋"), List.of("x")),
          AttentionSheetTest.random(List.of("a"), List.of("b")));

  private static Document parsed(AttentionSheet sheet) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(sheet.toSvg())));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The elements of a kind in one of the drawing's groups. */
  private static List<Element> elements(Document svg, String group, String kind) {
    List<Element> found = new ArrayList<>();
    NodeList all = svg.getElementsByTagName(kind);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (((Element) element.getParentNode()).getAttribute("class").equals(group)) {
        found.add(element);
      }
    }
    return found;
  }

  private static int number(Element element, String attribute) {
    return Integer.parseInt(element.getAttribute(attribute));
  }

  private static Rectangle2D box(Element rect) {
    return new Rectangle2D.Double(
        number(rect, "x"), number(rect, "y"), number(rect, "width"), number(rect, "height"));
  }

  /** Where a label's letters are, turned as it is. */
  private static Area area(Element text) {
    int width = SheetLabel.of(text.getTextContent()).width();
    double shift =
        switch (((Element) text.getParentNode()).getAttribute("text-anchor")) {
          case "end" -> width;
          case "middle" -> width / 2.0;
          default -> 0;
        };
    int y = number(text, "y") - SheetLabel.ASCENT;
    int height = SheetLabel.ASCENT + SheetLabel.DESCENT;
    Rectangle2D flat = new Rectangle2D.Double(number(text, "x") - shift, y, width, height);
    Matcher turn = TURN.matcher(text.getAttribute("transform"));
    if (!turn.matches()) {
      return new Area(flat);
    }
    return new Area(
        AffineTransform.getRotateInstance(
                Math.toRadians(Integer.parseInt(turn.group(1))),
                Integer.parseInt(turn.group(2)),
                Integer.parseInt(turn.group(3)))
            .createTransformedShape(flat));
  }

  private static List<Area> labels(Document svg) {
    List<Area> areas = new ArrayList<>();
    elements(svg, "sources", "text").forEach(text -> areas.add(area(text)));
    elements(svg, "targets", "text").forEach(text -> areas.add(area(text)));
    return areas;
  }

  @Test
  void labelsTouchNeitherOneAnotherNorCells() {
    for (AttentionSheet sheet : SHEETS) {
      Document svg = parsed(sheet);
      List<Area> areas = labels(svg);
      assertThat(areas).hasSize(sheet.source().size() + sheet.target().size());
      elements(svg, "cells", "rect").forEach(rect -> areas.add(new Area(box(rect))));
      for (int i = 0; i < sheet.source().size() + sheet.target().size(); i++) {
        for (int j = i + 1; j < areas.size(); j++) {
          Area common = new Area(areas.get(i));
          common.intersect(areas.get(j));
          assertThat(common.isEmpty()).as("%s: %d and %d", sheet, i, j).isTrue();
        }
      }
    }
  }

  @Test
  void everythingIsWithinThePage() {
    for (AttentionSheet sheet : SHEETS) {
      Document svg = parsed(sheet);
      Element root = svg.getDocumentElement();
      Rectangle2D page =
          new Rectangle2D.Double(0, 0, number(root, "width"), number(root, "height"));
      labels(svg).forEach(label -> assertThat(page.contains(label.getBounds2D())).isTrue());
      elements(svg, "cells", "rect").forEach(e -> assertThat(page.contains(box(e))).isTrue());
      elements(svg, "legend", "rect").forEach(e -> assertThat(page.contains(box(e))).isTrue());
    }
  }

  @Test
  void sourceLabelsAreTurnedOnlyIfOneIsWiderThanACell() {
    assertThat(elements(parsed(LONG), "sources", "text"))
        .allMatch(text -> text.hasAttribute("transform"));
    assertThat(elements(parsed(SHORT), "sources", "text"))
        .noneMatch(text -> text.hasAttribute("transform"));
  }

  /** Cells lie row by row, each with its weight's shade and title. */
  @Test
  void cellsAreAGridOfShades() {
    AttentionSheet sheet =
        AttentionSheet.of(
            List.of("a", "b", "c"),
            List.of("x", "y"),
            List.of(new float[] {0, 0.25f, 0.75f}, new float[] {1, 0.0625f, 0.04f}));
    List<Element> cells = elements(parsed(sheet), "cells", "rect");
    assertThat(cells).hasSize(6);
    for (int i = 0; i < 6; i++) {
      float weight = sheet.weights().values()[i];
      assertThat(cells.get(i).getAttribute("fill")).isEqualTo(WeightColor.of(weight).hex());
      assertThat(number(cells.get(i), "x") - number(cells.get(0), "x"))
          .isEqualTo(i % 3 * SheetLayout.CELL);
      assertThat(number(cells.get(i), "y") - number(cells.get(0), "y"))
          .isEqualTo(i / 3 * SheetLayout.CELL);
    }
    assertThat(cells)
        .extracting(Element::getTextContent)
        .startsWith("x ← a: 0.000", "x ← b: 0.250")
        .contains("y ← a: 1.000");
    assertThat(elements(parsed(sheet), "numbers", "text"))
        .extracting(Element::getTextContent)
        .containsExactly(".25", ".75", "1", ".06");
  }

  @Test
  void labelsAreTheTokensWhateverTheirCharacters() {
    List<String> source = List.of("<script>", "&amp;", "\"'", "]]>", "%d");
    AttentionSheet sheet = AttentionSheetTest.random(source, List.of("a b", "\u0000", "😀"));
    Document svg = parsed(sheet);
    assertThat(elements(svg, "sources", "text"))
        .extracting(Element::getTextContent)
        .containsExactlyElementsOf(source);
    assertThat(elements(svg, "targets", "text"))
        .extracting(Element::getTextContent)
        .containsExactly("a▁b", "\ufffd", "😀");
    assertThat(elements(svg, "cells", "rect").get(0).getTextContent()).startsWith("a▁b ← <script>");
  }

  @Test
  void theDrawingNeedsNothingBesideIt() {
    assertThat(LONG.toSvg())
        .doesNotContain("<script", "<style", "href", "url(", "@import", "<image")
        .contains("CJK KR", "CJK JP");
    assertThat(LONG.toSvg().split("http", -1)).hasSize(2); // the name space
  }
}

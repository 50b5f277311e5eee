package wordmill.seq2seq;

import java.util.List;

/**
 * Where things stand on a sheet, in whole pixels from its upper left corner. Made from the labels'
 * widths, so that all of them are seen whole and apart.
 *
 * @param left of the cells
 * @param top of the cells
 * @param right of all
 * @param bottom of all
 * @param slanted whether source labels rise at 45°, as at least one is wider than a cell
 */
record SheetLayout(int left, int top, int right, int bottom, boolean slanted) {
  /** A cell's side. At 45° it leaves lines of text 21 pixels apart. */
  static final int CELL = 30;

  /** Between labels and cells. */
  static final int GAP = 8;

  static final int LEGEND_STEPS = 11;
  static final int LEGEND_STEP = 12;
  private static final int LEGEND_HEIGHT = 40;
  private static final int MARGIN = 12;
  private static final double SIN_45 = Math.sqrt(0.5);

  static SheetLayout of(List<SheetLabel> sources, List<SheetLabel> targets) {
    boolean slanted = SheetLabel.widest(sources) > CELL - 2;
    int left = MARGIN + Math.max(SheetLabel.widest(targets), MARGIN) + GAP;
    int top = MARGIN + height(SheetLabel.widest(sources), slanted) + GAP;
    int right = Math.max(left + CELL * sources.size(), left + LEGEND_STEPS * LEGEND_STEP + GAP);
    for (int s = 0; s < sources.size() && slanted; s++) {
      right = Math.max(right, left + CELL * s + CELL / 2 + height(sources.get(s).width(), true));
    }
    int bottom = top + CELL * targets.size() + LEGEND_HEIGHT;
    return new SheetLayout(left, top, right + MARGIN, bottom, slanted);
  }

  /** Of a label's box; at 45° also its width. */
  private static int height(int width, boolean slanted) {
    int line = SheetLabel.ASCENT + SheetLabel.DESCENT;
    return slanted ? (int) Math.ceil((width + line) * SIN_45) : line;
  }

  int x(int source) {
    return left + CELL * source;
  }

  int y(int target) {
    return top + CELL * target;
  }
}

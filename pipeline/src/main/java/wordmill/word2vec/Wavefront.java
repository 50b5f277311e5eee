package wordmill.word2vec;

import java.util.Optional;

/**
 * Gives out the cells of a grid of parts × parts so that every input part meets the output parts in
 * a fixed order: a, a + 1, ... around the ring; and so every output part the input parts. A cell
 * waits for the one before it in its row and for the one before it in its column, and for no other:
 * threads need not wait for each other at the end of every diagonal. What comes of the cells does
 * not depend on which thread takes which, or when.
 */
final class Wavefront {
  private static final int BUSY = -1;

  private final int parts;
  private final int[] inputShift; // of the next cell of each input part, or BUSY
  private final int[] outputShift;
  private int taken;
  private boolean abandoned;

  Wavefront(int parts) {
    this.parts = parts;
    this.inputShift = new int[parts];
    this.outputShift = new int[parts];
  }

  /**
   * @param output (input + shift) mod parts
   */
  record Cell(int shift, int input, int output) {}

  /**
   * Waits for a cell that may be trained now; empty when all are given out.
   *
   * @throws IllegalStateException if the thread is interrupted
   */
  synchronized Optional<Cell> take() {
    while (!abandoned && taken < parts * parts) {
      Optional<Cell> ready = earliest();
      if (ready.isPresent()) {
        inputShift[ready.get().input()] = BUSY;
        outputShift[ready.get().output()] = BUSY;
        taken++;
        return ready;
      }
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        Team.checkInterrupted();
      }
    }
    return Optional.empty();
  }

  private Optional<Cell> earliest() {
    int best = -1;
    for (int a = 0; a < parts; a++) {
      int shift = inputShift[a];
      if (shift != BUSY
          && shift < parts
          && outputShift[(a + shift) % parts] == shift
          && (best < 0 || shift < inputShift[best])) {
        best = a;
      }
    }
    return best < 0
        ? Optional.empty()
        : Optional.of(new Cell(inputShift[best], best, (best + inputShift[best]) % parts));
  }

  synchronized void done(Cell cell) {
    inputShift[cell.input()] = cell.shift() + 1;
    outputShift[cell.output()] = cell.shift() + 1;
    notifyAll();
  }

  /** Nothing more is given out, and whoever waits is told so. */
  synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }
}

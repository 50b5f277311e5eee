package wordmill.linalg;

import java.util.Arrays;

/** Trains on nothing in particular until the kernel's loops are compiled. */
final class SamplingWarmUp {
  private static final int ROWS = 64;
  private static final int STEPS = 64;
  private static final long FAST_NANOS = 4_000; // a step takes half of this; uncompiled, a hundred
  private static final long MOST_NANOS = 6_000_000_000L;
  private static final int FAST_ROUNDS = 20;

  private static boolean done;

  private final SamplingKernel kernel = SamplingKernel.best();
  private final SamplingKernel.Sums sums = new SamplingKernel.Sums();
  private final int width = SamplingKernel.width(100);
  private final float[] in = new float[ROWS * width];
  private final float[] out = new float[ROWS * width];
  private final float[] apart = new float[16 * width];
  private final float[] g = new float[16 * SamplingKernel.COLUMNS];
  private final int[] at = new int[16];
  private final int[] apartAt = new int[16];
  private final int[] outAt = new int[SamplingKernel.TILE];

  private SamplingWarmUp() {
    Arrays.setAll(apartAt, j -> j * width);
  }

  /** Whoever comes while another thread is at it waits for it. */
  static synchronized void once() {
    if (!done) {
      new SamplingWarmUp().run();
      done = true;
    }
  }

  private void run() {
    long begun = System.nanoTime();
    int fast = 0;
    while (fast < FAST_ROUNDS && System.nanoTime() - begun < MOST_NANOS) {
      long round = System.nanoTime();
      for (int i = 0; i < STEPS; i++) {
        step(i);
      }
      fast = System.nanoTime() - round < STEPS * FAST_NANOS ? fast + 1 : 0;
    }
  }

  /** All ways through the kernel, full batches most often. */
  private void step(int i) {
    for (int j = 0; j < at.length; j++) {
      at[j] = (i * 7 + j * 3) % ROWS * width;
    }
    for (int k = 0; k < outAt.length; k++) {
      outAt[k] = (i * 5 + k * 11) % ROWS * width;
    }
    int inputs = i % 2 == 0 ? SamplingKernel.PRODUCTS : 1 + i % 10;
    kernel.scores(in, at, inputs, out, outAt, 0, width, g, sums);
    kernel.errors(g, inputs, true, SamplingKernel.TILE, 0.01f, sums);
    kernel.update(in, at, inputs, out, outAt, 0, width, g, in, at);
    for (int j = 0; j < 2; j++) {
      kernel.mean(in, at, j, j + 3, apart, j, width);
    }
    kernel.scores(apart, apartAt, 1 + i % 8, out, outAt, 0, width, g, sums);
    kernel.update(apart, apartAt, 1 + i % 8, out, outAt, 0, width, g, in, at);
    kernel.copy(in, at, 2, apart, width);
    kernel.add(apart, 0, in, at, 0, 2, width);
    kernel.merge(in, 0, width, apart, 0, width);
  }
}

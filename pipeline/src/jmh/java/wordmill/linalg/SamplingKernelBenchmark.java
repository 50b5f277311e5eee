package wordmill.linalg;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One whole step of negative sampling: 8 inputs against a tile of 6 outputs, scores, errors and
 * updates, inputs trained in place. It is 6 · D · 6 · 8 operations, 2 for a score and 4 for both
 * updates of a pair; sigmoids and padding count as none. Rows lie in the second-level cache, as
 * those of frequent words do; {@code deploy/bench/kernels.sh} divides by {@link PeakBenchmark}.
 *
 * <p>The warm-up is long: until it is compiled, which takes seconds on a busy machine, a loop of
 * the Vector API is a thousand times slower.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 7, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SamplingKernelBenchmark {
  private static final int INPUTS = 8;
  private static final int MEMBERS = 6;
  private static final int ROWS = 256;
  private static final int STEPS = 1 << 10;
  private static final float RATE = 0.025f;
  private static final int[] FIRST = {0};

  /** D. */
  @Param({"50", "100", "200", "300"})
  public int dimension;

  private final SamplingKernel fastest = SamplingKernel.best();
  private final SamplingKernel plain = new ScalarSamplingKernel();
  private final SamplingKernel.Sums sums = new SamplingKernel.Sums();
  private final float[] g = new float[INPUTS * SamplingKernel.COLUMNS];
  private int width;
  private float[] in;
  private float[] out;
  private int[][] inAt;
  private int[][] outAt;
  private float[] mean;
  private float[] change;
  private int next;

  /** Small random rows, and steps that each touch no row twice. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    width = SamplingKernel.width(dimension);
    in = rows(random);
    out = rows(random);
    mean = new float[width];
    change = new float[width];
    inAt = new int[STEPS][];
    outAt = new int[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      inAt[step] = places(random, INPUTS);
      outAt[step] = places(random, SamplingKernel.TILE);
    }
  }

  private float[] rows(Random random) {
    float[] rows = new float[ROWS * width];
    for (int row = 0; row < ROWS; row++) {
      for (int d = 0; d < dimension; d++) {
        rows[row * width + d] = (random.nextFloat() - 0.5f) / dimension;
      }
    }
    return rows;
  }

  private int[] places(Random random, int count) {
    return IntStream.generate(() -> random.nextInt(ROWS) * width).distinct().limit(count).toArray();
  }

  /** What training runs. */
  @Benchmark
  public SamplingKernel.Sums step() {
    return step(fastest);
  }

  /** The twin in plain loops. */
  @Benchmark
  public SamplingKernel.Sums scalar() {
    return step(plain);
  }

  private SamplingKernel.Sums step(SamplingKernel kernel) {
    next = (next + 1) % STEPS;
    int[] at = inAt[next];
    int[] to = outAt[next];
    kernel.scores(in, at, INPUTS, out, to, 0, width, g, sums);
    kernel.errors(g, INPUTS, true, SamplingKernel.TILE, RATE, sums);
    kernel.update(in, at, INPUTS, out, to, 0, width, g, in, at);
    return sums;
  }

  /** CBOW's step: the mean of 6 rows against the tile; each gets the mean's change. */
  @Benchmark
  public SamplingKernel.Sums window() {
    next = (next + 1) % STEPS;
    int[] at = inAt[next];
    int[] to = outAt[next];
    fastest.mean(in, at, 0, MEMBERS, mean, 0, width);
    Arrays.fill(change, 0);
    fastest.scores(mean, FIRST, 1, out, to, 0, width, g, sums);
    fastest.errors(g, 1, true, SamplingKernel.TILE, RATE, sums);
    fastest.update(mean, FIRST, 1, out, to, 0, width, g, change, FIRST);
    fastest.add(change, 0, in, at, 0, MEMBERS, width);
    return sums;
  }
}

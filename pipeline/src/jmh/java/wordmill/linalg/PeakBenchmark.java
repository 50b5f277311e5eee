package wordmill.linalg;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wordmill.linalg.simd.Lanes;

/**
 * What one core can do at best with the vectors that the kernels use: twelve independent chains of
 * multiply-add, all in registers. One operation here is one addition or multiplication of one lane.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 6, time = 1)
@Measurement(iterations = 7, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class PeakBenchmark {
  private static final int PASSES = Lanes.UNIT / Lanes.L;
  private static final int ROUNDS = 1_000;
  private static final int CHAINS = 12; // more than the units' number times their latency
  private static final int OPERATIONS = ROUNDS * CHAINS * Lanes.UNIT * 2;

  /** Not final, so that nothing is computed beforehand. */
  public float factor = 0.999f;

  public float term = 0.001f;

  private final float[] last = new float[Lanes.UNIT];

  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public float[] peak() {
    FloatVector m = FloatVector.broadcast(Lanes.S, factor);
    FloatVector a = FloatVector.broadcast(Lanes.S, term);
    FloatVector c0 = a;
    FloatVector c1 = a.add(1);
    FloatVector c2 = a.add(2);
    FloatVector c3 = a.add(3);
    FloatVector c4 = a.add(4);
    FloatVector c5 = a.add(5);
    FloatVector c6 = a.add(6);
    FloatVector c7 = a.add(7);
    FloatVector c8 = a.add(8);
    FloatVector c9 = a.add(9);
    FloatVector c10 = a.add(10);
    FloatVector c11 = a.add(11);
    for (int round = 0; round < PASSES * ROUNDS; round++) {
      c0 = c0.fma(m, a);
      c1 = c1.fma(m, a);
      c2 = c2.fma(m, a);
      c3 = c3.fma(m, a);
      c4 = c4.fma(m, a);
      c5 = c5.fma(m, a);
      c6 = c6.fma(m, a);
      c7 = c7.fma(m, a);
      c8 = c8.fma(m, a);
      c9 = c9.fma(m, a);
      c10 = c10.fma(m, a);
      c11 = c11.fma(m, a);
    }
    FloatVector low = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
    low.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).intoArray(last, 0);
    return last;
  }
}

package wordmill.linalg;

import wordmill.linalg.simd.SamplingLoops;
import wordmill.linalg.simd.ScoreLoops;
import wordmill.linalg.simd.UpdateLoops;

/** By the Vector API; its class is loaded only where the module is present. */
final class VectorSamplingKernel implements SamplingKernel {
  @Override
  public void copy(float[] matrix, int[] at, int inputs, float[] x, int width) {
    SamplingLoops.copy(matrix, at, inputs, x, width);
  }

  @Override
  public void mean(float[] matrix, int[] at, int from, int to, float[] x, int j, int width) {
    SamplingLoops.mean(matrix, at, from, to, x, j, width);
  }

  @Override
  public void add(float[] e, int j, float[] matrix, int[] at, int from, int to, int width) {
    SamplingLoops.add(e, j, matrix, at, from, to, width);
  }

  @Override
  public void scores(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      Sums sums) {
    ScoreLoops.scores(x, at, inputs, out, outAt, tile, width, g, sums.partial(inputs));
  }

  @Override
  public void errors(float[] g, int inputs, boolean positive, int used, float rate, Sums sums) {
    SamplingLoops.errors(
        g, inputs, positive, used, rate, sums.mantissa(), sums.exponent(), sums.poison());
  }

  @Override
  public void update(
      float[] x,
      int[] at,
      int inputs,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int[] toAt) {
    UpdateLoops.update(x, at, inputs, out, outAt, tile, width, g, to, toAt);
  }

  @Override
  public void merge(float[] values, int own, int shared, float[] bases, int base, int width) {
    SamplingLoops.merge(values, own, shared, bases, base, width);
  }
}

package wordmill.linalg.simd;

import static wordmill.linalg.simd.Lanes.L;
import static wordmill.linalg.simd.Lanes.S;

import jdk.incubator.vector.FloatVector;

/**
 * The updates of {@code SamplingKernel}: both sides of all pairs of a few inputs with a tile of
 * outputs. Written out for one input, whose steps stay in registers, and for a full batch of 8.
 */
public final class UpdateLoops {
  private static final int COLUMNS = 8;

  private UpdateLoops() {}

  /** Shapes as in {@code SamplingKernel}. */
  public static void update(
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
    if (inputs == 1) {
      updateOne(x, at[0], out, outAt, tile, width, g, to, toAt[0]);
    } else if (x != to || at != toAt) {
      updateApart(x, at, inputs, out, outAt, tile, width, g, to, toAt);
    } else if (inputs == 8) {
      update8(x, at, out, outAt, tile, width, g);
    } else {
      updateInPlace(x, at, inputs, out, outAt, tile, width, g);
    }
  }

  /** One input, whose steps stay in registers; {@code to} may be {@code x} at the same place. */
  private static void updateOne(
      float[] x,
      int at,
      float[] out,
      int[] outAt,
      int tile,
      int width,
      float[] g,
      float[] to,
      int toAt) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    FloatVector g0 = FloatVector.broadcast(S, g[0]);
    FloatVector g1 = FloatVector.broadcast(S, g[1]);
    FloatVector g2 = FloatVector.broadcast(S, g[2]);
    FloatVector g3 = FloatVector.broadcast(S, g[3]);
    FloatVector g4 = FloatVector.broadcast(S, g[4]);
    FloatVector g5 = FloatVector.broadcast(S, g[5]);
    for (int d = 0; d < width; d += L) {
      FloatVector v = FloatVector.fromArray(S, x, at + d);
      FloatVector even = FloatVector.fromArray(S, to, toAt + d);
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      even = g0.fma(p0, even);
      g0.fma(v, p0).intoArray(out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector odd = g1.mul(p1);
      g1.fma(v, p1).intoArray(out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      even = g2.fma(p2, even);
      g2.fma(v, p2).intoArray(out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      odd = g3.fma(p3, odd);
      g3.fma(v, p3).intoArray(out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      even = g4.fma(p4, even);
      g4.fma(v, p4).intoArray(out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      odd = g5.fma(p5, odd);
      g5.fma(v, p5).intoArray(out, o5 + d);
      even.add(odd).intoArray(to, toAt + d);
    }
  }

  private static void updateApart(
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
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      for (int j = 0; j < inputs; j++) {
        FloatVector v = FloatVector.fromArray(S, x, at[j] + d);
        FloatVector even = FloatVector.fromArray(S, to, toAt[j] + d);
        FloatVector g0 = FloatVector.broadcast(S, g[j * COLUMNS]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * COLUMNS + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * COLUMNS + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * COLUMNS + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * COLUMNS + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * COLUMNS + 5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(to, toAt[j] + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }

  /** Reads each input once. */
  private static void updateInPlace(
      float[] x, int[] at, int inputs, float[] out, int[] outAt, int tile, int width, float[] g) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      for (int j = 0; j < inputs; j++) {
        FloatVector v = FloatVector.fromArray(S, x, at[j] + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[j * COLUMNS]);
        FloatVector g1 = FloatVector.broadcast(S, g[j * COLUMNS + 1]);
        FloatVector g2 = FloatVector.broadcast(S, g[j * COLUMNS + 2]);
        FloatVector g3 = FloatVector.broadcast(S, g[j * COLUMNS + 3]);
        FloatVector g4 = FloatVector.broadcast(S, g[j * COLUMNS + 4]);
        FloatVector g5 = FloatVector.broadcast(S, g[j * COLUMNS + 5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, at[j] + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }

  /** A full batch, unrolled: a quarter faster with short vectors, 3 to 10 % with long ones. */
  private static void update8(
      float[] x, int[] at, float[] out, int[] outAt, int tile, int width, float[] g) {
    int o0 = outAt[tile];
    int o1 = outAt[tile + 1];
    int o2 = outAt[tile + 2];
    int o3 = outAt[tile + 3];
    int o4 = outAt[tile + 4];
    int o5 = outAt[tile + 5];
    int a0 = at[0];
    int a1 = at[1];
    int a2 = at[2];
    int a3 = at[3];
    int a4 = at[4];
    int a5 = at[5];
    int a6 = at[6];
    int a7 = at[7];
    for (int d = 0; d < width; d += L) {
      FloatVector p0 = FloatVector.fromArray(S, out, o0 + d);
      FloatVector p1 = FloatVector.fromArray(S, out, o1 + d);
      FloatVector p2 = FloatVector.fromArray(S, out, o2 + d);
      FloatVector p3 = FloatVector.fromArray(S, out, o3 + d);
      FloatVector p4 = FloatVector.fromArray(S, out, o4 + d);
      FloatVector p5 = FloatVector.fromArray(S, out, o5 + d);
      FloatVector n0 = p0;
      FloatVector n1 = p1;
      FloatVector n2 = p2;
      FloatVector n3 = p3;
      FloatVector n4 = p4;
      FloatVector n5 = p5;
      {
        FloatVector v = FloatVector.fromArray(S, x, a0 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[0]);
        FloatVector g1 = FloatVector.broadcast(S, g[1]);
        FloatVector g2 = FloatVector.broadcast(S, g[2]);
        FloatVector g3 = FloatVector.broadcast(S, g[3]);
        FloatVector g4 = FloatVector.broadcast(S, g[4]);
        FloatVector g5 = FloatVector.broadcast(S, g[5]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a0 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a1 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[8]);
        FloatVector g1 = FloatVector.broadcast(S, g[9]);
        FloatVector g2 = FloatVector.broadcast(S, g[10]);
        FloatVector g3 = FloatVector.broadcast(S, g[11]);
        FloatVector g4 = FloatVector.broadcast(S, g[12]);
        FloatVector g5 = FloatVector.broadcast(S, g[13]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a1 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a2 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[16]);
        FloatVector g1 = FloatVector.broadcast(S, g[17]);
        FloatVector g2 = FloatVector.broadcast(S, g[18]);
        FloatVector g3 = FloatVector.broadcast(S, g[19]);
        FloatVector g4 = FloatVector.broadcast(S, g[20]);
        FloatVector g5 = FloatVector.broadcast(S, g[21]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a2 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a3 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[24]);
        FloatVector g1 = FloatVector.broadcast(S, g[25]);
        FloatVector g2 = FloatVector.broadcast(S, g[26]);
        FloatVector g3 = FloatVector.broadcast(S, g[27]);
        FloatVector g4 = FloatVector.broadcast(S, g[28]);
        FloatVector g5 = FloatVector.broadcast(S, g[29]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a3 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a4 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[32]);
        FloatVector g1 = FloatVector.broadcast(S, g[33]);
        FloatVector g2 = FloatVector.broadcast(S, g[34]);
        FloatVector g3 = FloatVector.broadcast(S, g[35]);
        FloatVector g4 = FloatVector.broadcast(S, g[36]);
        FloatVector g5 = FloatVector.broadcast(S, g[37]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a4 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a5 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[40]);
        FloatVector g1 = FloatVector.broadcast(S, g[41]);
        FloatVector g2 = FloatVector.broadcast(S, g[42]);
        FloatVector g3 = FloatVector.broadcast(S, g[43]);
        FloatVector g4 = FloatVector.broadcast(S, g[44]);
        FloatVector g5 = FloatVector.broadcast(S, g[45]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a5 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a6 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[48]);
        FloatVector g1 = FloatVector.broadcast(S, g[49]);
        FloatVector g2 = FloatVector.broadcast(S, g[50]);
        FloatVector g3 = FloatVector.broadcast(S, g[51]);
        FloatVector g4 = FloatVector.broadcast(S, g[52]);
        FloatVector g5 = FloatVector.broadcast(S, g[53]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a6 + d);
      }
      {
        FloatVector v = FloatVector.fromArray(S, x, a7 + d);
        FloatVector even = v;
        FloatVector g0 = FloatVector.broadcast(S, g[56]);
        FloatVector g1 = FloatVector.broadcast(S, g[57]);
        FloatVector g2 = FloatVector.broadcast(S, g[58]);
        FloatVector g3 = FloatVector.broadcast(S, g[59]);
        FloatVector g4 = FloatVector.broadcast(S, g[60]);
        FloatVector g5 = FloatVector.broadcast(S, g[61]);
        even = g0.fma(p0, even);
        FloatVector odd = g1.mul(p1);
        even = g2.fma(p2, even);
        odd = g3.fma(p3, odd);
        even = g4.fma(p4, even);
        odd = g5.fma(p5, odd);
        n0 = g0.fma(v, n0);
        n1 = g1.fma(v, n1);
        n2 = g2.fma(v, n2);
        n3 = g3.fma(v, n3);
        n4 = g4.fma(v, n4);
        n5 = g5.fma(v, n5);
        even.add(odd).intoArray(x, a7 + d);
      }
      n0.intoArray(out, o0 + d);
      n1.intoArray(out, o1 + d);
      n2.intoArray(out, o2 + d);
      n3.intoArray(out, o3 + d);
      n4.intoArray(out, o4 + d);
      n5.intoArray(out, o5 + d);
    }
  }
}

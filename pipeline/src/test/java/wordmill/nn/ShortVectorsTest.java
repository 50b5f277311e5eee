package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import wordmill.linalg.SamplingKernel;
import wordmill.random.Generator;

/** A processor with vectors of 8 floats gives the bits that one with 16 gives. */
final class ShortVectorsTest {
  @Test
  void shorterVectorsGiveTheSameBits() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules=jdk.incubator.vector",
            "-XX:MaxVectorSize=32",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            ShortVectorsTest.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String shorter = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shorter.lines().toList()).hasSizeGreaterThan(3).isEqualTo(digests());
  }

  /** Prints what {@link #digests} finds in this JVM. */
  public static void main(String[] args) throws Exception {
    digests().forEach(System.out::println);
  }

  private static List<String> digests() throws Exception {
    List<String> digests = new ArrayList<>();
    for (int n : new int[] {1, 7, 8, 15, 16, 17, 40, 650, 1003}) {
      digests.add("cells of " + n + " " + cells(n));
      digests.add("softmax of " + n + " " + softmax(n));
    }
    for (int inputs = 1; inputs < 20; inputs++) {
      digests.add("sampling with " + inputs + " inputs " + sampling(inputs));
    }
    for (int rows = 1; rows < 12; rows++) {
      digests.add("product of " + rows + " rows " + product(rows));
    }
    return digests;
  }

  private static Values.Floats random(int length, long seed) {
    Values.Floats values = new Values.Floats();
    values.reserve(length);
    Generator random = new Generator(seed);
    for (int i = 0; i < length; i++) {
      values.set(i, 4 * random.nextDouble() - 2);
    }
    return values;
  }

  private static String digest(int length, float[]... arrays) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (float[] array : arrays) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * length);
      bytes.asFloatBuffer().put(array, 0, length);
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static String cells(int H) throws Exception {
    Kernels kernels = new VectorKernels();
    Values.Floats[] v = new Values.Floats[5];
    for (int i = 0; i < v.length; i++) {
      v[i] = random(4 * H + 6, i);
    }
    kernels.elmanForward(v[0], 3, v[1], 3, H);
    kernels.elmanBackward(v[0], 3, v[1], 1, v[2], 2, H);
    kernels.lstmForward(v[0], 3, v[1], 0, 2 * H, v[2], 1, v[3], 3, H);
    kernels.lstmBackward(v[0], 3, v[1], 0, v[4], H + 1, v[2], 3, v[3], 1, H);
    kernels.gruForward(v[0], 3, v[1], 2, v[2], 0, H, H);
    kernels.gruBackward(v[0], 3, v[1], 2, v[2], 0, v[3], 1, H);
    kernels.add(v[0], 3, v[1], 1, H);
    kernels.multiply(v[0], 3, v[0], 3, v[1], 1, H);
    return digest(4 * H, Arrays.stream(v).map(each -> each.array).toArray(float[][]::new));
  }

  private static String softmax(int n) throws Exception {
    Kernels kernels = new VectorKernels();
    Values.Floats scores = random(n, 1);
    double loss = kernels.crossEntropy(scores, 0, random(n, 2), n / 2, 0.5, n);
    Values.Floats row = random(n, 3);
    kernels.softmax(row, 0, n);
    return digest(n, scores.array, row.array) + " " + loss;
  }

  private static String sampling(int inputs) throws Exception {
    SamplingKernel kernel = SamplingKernel.best();
    SamplingKernel.Sums sums = new SamplingKernel.Sums();
    int width = SamplingKernel.width(100);
    int[] at = new int[inputs];
    Arrays.setAll(at, j -> j * width);
    int[] outAt = new int[SamplingKernel.TILE];
    Arrays.setAll(outAt, k -> k * width);
    float[] x = random(inputs * width, 4).array;
    float[] out = random(outAt.length * width, 5).array;
    float[] g = new float[(inputs + 1) * SamplingKernel.COLUMNS];
    kernel.scores(x, at, inputs, out, outAt, 0, width, g, sums);
    kernel.errors(g, inputs, true, 5, 0.05f, sums);
    kernel.update(x, at, inputs, out, outAt, 0, width, g, x, at);
    return digest(inputs * SamplingKernel.COLUMNS, g)
        + digest(inputs * width, x)
        + digest(outAt.length * width, out)
        + " "
        + sums.takeLoss();
  }

  private static String product(int rows) throws Exception {
    int K = 300;
    int N = 90;
    Values.Floats c = random(rows * N, 7);
    Kernels.RowProduct product = new VectorKernels().rowProduct();
    try (FloatPointer b = new FloatPointer(Arrays.copyOf(random(K * N, 6).array, K * N))) {
      product.set(b, 0, K, N, false);
      product.add(random(rows * K, 8), 0, rows, c, 0);
    }
    return digest(rows * N, c.array);
  }
}

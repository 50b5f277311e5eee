package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.NativeLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class BlasCoreTest {
  private static final String VARIABLE = "OPENBLAS_CORETYPE";
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  @Test
  void instructionsChooseTheCore() {
    String avx512 = "avx512f avx512dq avx512cd avx512bw avx512vl";
    assertThat(ofFlags("fpu fma sse4_2 avx2 " + avx512)).contains("SkylakeX");
    assertThat(ofFlags("avx2 fma avx512f avx512er avx512cd")).contains("Haswell");
    assertThat(ofFlags("fpu avx fma avx2 avx2")).contains("Haswell");
    assertThat(ofFlags("fpu avx avx2")).isEmpty();
    assertThat(ofFlags("")).isEmpty();
    assertThat(BlasCore.of("Features\t: fp asimd sve\n")).isEmpty();
  }

  @Test
  void theFirstProcessorIsAsked() {
    assertThat(BlasCore.of("flags\t\t: avx2 fma\n\nprocessor\t: 1\nflags\t\t: sse\n"))
        .contains("Haswell");
  }

  @Test
  void openBlasTakesTheProcessorsCore() throws Exception {
    String core = ofThisProcessor();
    assertThat(coreOfAnotherJvm(Map.of())).containsExactly(core, core);
    assertThat(coreOfAnotherJvm(Map.of(VARIABLE, ""))).containsExactly(core, core);
  }

  @Test
  void theUsersCoreIsKept() throws Exception {
    ofThisProcessor();
    assertThat(coreOfAnotherJvm(Map.of(VARIABLE, "Nehalem"))).containsExactly("Nehalem", "Nehalem");
  }

  /** Prints what OpenBLAS has been told, and what it is, after the first array of this JVM. */
  public static void main(String[] args) throws Exception {
    Nd4j.zeros(1);
    Path binding = Path.of(Loader.load(openblas.class));
    try (Stream<Path> beside = Files.list(binding.resolveSibling(""))) {
      Path library =
          beside
              .filter(file -> file.getFileName().toString().startsWith("libopenblas.so"))
              .findAny()
              .orElseThrow();
      String told =
          NativeLibrary.getInstance("c")
              .getFunction("getenv")
              .invokeString(new Object[] {VARIABLE}, false);
      String is =
          NativeLibrary.getInstance(library.toString())
              .getFunction("openblas_get_corename")
              .invokeString(new Object[0], false);
      System.out.println(told + "\n" + is);
    }
  }

  private static String ofThisProcessor() throws Exception {
    assumeThat(PROCESSORS).isReadable();
    Optional<String> core = BlasCore.of(Files.readString(PROCESSORS, StandardCharsets.ISO_8859_1));
    assumeThat(core).isPresent();
    return core.orElseThrow();
  }

  private static Optional<String> ofFlags(String flags) {
    return BlasCore.of("processor\t: 0\nflags\t\t: " + flags + "\nbugs\t\t: avx2\n");
  }

  private static List<String> coreOfAnotherJvm(Map<String, String> given) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            BlasCoreTest.class.getName());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove(VARIABLE);
    builder.environment().putAll(given);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    List<String> lines = new ArrayList<>(printed.lines().toList());
    return lines.subList(Math.max(0, lines.size() - 2), lines.size());
  }
}

package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

final class QuickCompilationTest {
  @Test
  void theFirstArrayTellsTheCompiler() throws Exception {
    Nd4j.zeros(1);
    Object told =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "compilerDirectivesPrint",
                new Object[0],
                new String[0]);
    assertThat((String) told)
        .containsSubsequence(
            "org/nd4j/*.*", "c1 directives", "Exclude:false", "c2 directives", "Exclude:true");
  }
}

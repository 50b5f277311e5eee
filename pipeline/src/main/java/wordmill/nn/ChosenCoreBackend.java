package wordmill.nn;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's backend for CPUs, chosen before that one itself since it has a higher priority. ND4J asks
 * for it before it loads native code, in drivers and in executors, whoever is the first to use an
 * array: the place to say what OpenBLAS shall be, and how the JVM shall compile what is around it.
 */
public final class ChosenCoreBackend extends CpuBackend {
  @Override
  public int getPriority() {
    return super.getPriority() + 1;
  }

  @Override
  public boolean isAvailable() {
    BlasCore.choose();
    QuickCompilation.choose();
    return super.isAvailable();
  }
}

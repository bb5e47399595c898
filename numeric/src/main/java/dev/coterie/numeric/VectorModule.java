package dev.coterie.numeric;

import java.lang.reflect.InvocationTargetException;
import jdk.incubator.vector.FloatVector;

/**
 * The incubating module of the vector API, brought in when arithmetic first needs it.
 *
 * <p>A JVM that is started with {@code --add-modules jdk.incubator.vector} prints a warning at
 * every start and cannot use the archived module graph of a start-up cache. One that is started
 * with {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED} instead lets this class load
 * the module late, the way the JDK itself loads modules for agents. The module then belongs to the
 * boot loader, and the compiler treats it as if it had been there from the start.
 */
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /** Whether the module is there, after loading it if this JVM was started so that it may be. */
  public static boolean present() {
    if (ModuleLayer.boot().findModule(NAME).isPresent()) {
      return true;
    }
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, NAME);
      return true;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | IllegalAccessException
        | InvocationTargetException e) {
      return false;
    }
  }

  /** Bits of the widest vectors that this processor works on at once; 0 without the module. */
  public static int vectorBits() {
    return present() ? FloatVector.SPECIES_PREFERRED.vectorBitSize() : 0;
  }
}

package dev.coterie.live.refit;

import dev.coterie.numeric.Matrix;
import dev.coterie.recommend.linear.WeightStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Weights in a folder, a file a model: the rows as little-endian floats, and nothing else. */
public final class WeightFiles implements WeightStore {
  private static final int CHUNK = 1 << 20;

  private final Path folder;

  /** In a folder that is there. */
  public WeightFiles(Path folder) {
    this.folder = folder;
  }

  private Path file(String model) {
    return folder.resolve(model.toLowerCase(Locale.ROOT) + ".f32");
  }

  @Override
  public Optional<Matrix> find(String model, int items) {
    Path file = file(model);
    try {
      if (!Files.exists(file) || Files.size(file) != (long) items * items * Float.BYTES) {
        return Optional.empty();
      }
      Matrix weights = Matrix.zeros(items, items);
      FloatBuffer floats = FloatBuffer.wrap(weights.data());
      try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
          bytes.clear().limit((int) Math.min(CHUNK, (long) floats.remaining() * Float.BYTES));
          while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
              return Optional.empty();
            }
          }
          floats.put(bytes.flip().asFloatBuffer());
        }
      }
      return Optional.of(weights);
    } catch (IOException e) {
      log("read", file, e);
      return Optional.empty();
    }
  }

  @Override
  public void keep(String model, Matrix weights) {
    Path file = file(model);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    FloatBuffer floats = FloatBuffer.wrap(weights.data());
    try (FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
      while (floats.hasRemaining()) {
        int some = Math.min(CHUNK / Float.BYTES, floats.remaining());
        bytes.clear().limit(some * Float.BYTES);
        bytes.asFloatBuffer().put(floats.slice(floats.position(), some));
        floats.position(floats.position() + some);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
      channel.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      log("keep", file, e);
    }
  }

  private static void log(String what, Path file, IOException e) {
    System.getLogger(WeightFiles.class.getName())
        .log(System.Logger.Level.WARNING, "could not {0} {1}: {2}", what, file, e.getMessage());
  }
}

package dev.coterie.language.transformer;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a model, wherever it lies. */
sealed interface ModelFile {
  InputStream open() throws IOException;

  /** At the root of a jar of the class path. */
  record Resource(String name) implements ModelFile {
    boolean exists() {
      return ModelFile.class.getResource("/" + name) != null;
    }

    @Override
    public InputStream open() throws IOException {
      InputStream in = ModelFile.class.getResourceAsStream("/" + name);
      if (in == null) {
        throw new FileNotFoundException(name + " is not on the class path");
      }
      return in;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** In the file system. */
  record OnDisk(Path path) implements ModelFile {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}

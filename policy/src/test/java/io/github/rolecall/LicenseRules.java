package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/**
 * Tests that a jar names its third-party components and contains their licences. Each module whose
 * jar contains third-party classes has a test that extends this class.
 */
public abstract class LicenseRules {
  private static final Path LICENSES = Path.of("..", "licenses");

  /** A line of {@code licenses/components.txt}. */
  private record Component(String folder, String name, String license, List<String> texts) {
    static Component of(String line) {
      String[] words = line.split(" \\| ", -1);
      assertEquals(4, words.length, line);
      return new Component(words[0], words[1], words[2], List.of(words[3].split(", ", -1)));
    }
  }

  /** The published jar. */
  protected abstract Path jar() throws IOException;

  @Test
  void everyClassBelongsToANamedComponent() throws IOException {
    try (var jar = new JarFile(jar().toFile())) {
      Set<String> unnamed = new TreeSet<>();
      jar.stream()
          .map(ZipEntry::getName)
          .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
          .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
          .filter(name -> components().noneMatch(known -> name.startsWith(known.folder() + "/")))
          .forEach(name -> unnamed.add(name.replaceFirst("/[^/]*$", "")));
      assertEquals(Set.of(), unnamed, "not in licenses/components.txt");
    }
  }

  @Test
  void everyComponentThatIsInsideHasTheTextOfItsLicense() throws IOException {
    try (var jar = new JarFile(jar().toFile())) {
      for (Component component : components().toList()) {
        if (jar.stream().anyMatch(entry -> entry.getName().startsWith(component.folder() + "/"))) {
          for (String text : component.texts()) {
            String all = text(jar, "META-INF/" + text);
            assertTrue(
                all.contains("Permission is hereby granted")
                    || all.contains("Apache License")
                    || all.contains("Redistribution and use")
                    || all.contains("Boost Software License"),
                component.name() + ": " + text);
          }
        }
      }
    }
  }

  @Test
  void theTextsAreThoseOfThisRepository() throws IOException {
    try (var jar = new JarFile(jar().toFile())) {
      assertEquals(
          Files.readString(LICENSES.resolveSibling("LICENSE")), text(jar, "META-INF/LICENSE"));
      try (Stream<Path> files = Files.list(LICENSES)) {
        for (Path file : files.toList()) {
          String name = "META-INF/licenses/" + file.getFileName();
          assertEquals(Files.readString(file), text(jar, name), name);
        }
      }
    }
  }

  @Test
  void theNoticesOfPartsAreKept() throws IOException {
    try (var jar = new JarFile(jar().toFile())) {
      String notice = text(jar, "META-INF/NOTICE");
      for (String name : List.of("AWS SDK for Java", "Jackson")) {
        assertTrue(notice.contains(name), notice);
      }
    }
  }

  private static Stream<Component> components() {
    try {
      return Files.readAllLines(LICENSES.resolve("components.txt")).stream()
          .filter(line -> !line.startsWith("#"))
          .map(Component::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    assertTrue(entry != null, name + " is not in the jar");
    return new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
  }
}

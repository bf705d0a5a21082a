package io.github.rolecall.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.codeartifact.MavenRepositories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Packages of the group {@code com.acme} in a repository of CodeArtifact. */
record PrivatePackages(MavenRepositories repositories, String domain, String repository) {
  private static final String PLUGIN =
      """
      <plugin>
        <groupId>com.acme</groupId>
        <artifactId>hello-maven-plugin</artifactId>
        <version>1</version>
        <goalPrefix>hello</goalPrefix>
        <mojos>
          <mojo>
            <goal>hello</goal>
            <requiresDependencyResolution>compile</requiresDependencyResolution>
            <requiresProject>true</requiresProject>
            <phase>validate</phase>
            <instantiationStrategy>per-lookup</instantiationStrategy>
            <executionStrategy>once-per-session</executionStrategy>
            <implementation>io.github.rolecall.extension.HelloMojo</implementation>
            <language>java</language>
          </mojo>
        </mojos>
      </plugin>
      """;

  void addPom(String artifact, String packaging) {
    String pom =
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <packaging>%s</packaging>
        </project>
        """
            .formatted(artifact, packaging);
    add(artifact, "pom", pom.getBytes(UTF_8));
  }

  void addLibrary(String artifact) throws IOException {
    addPom(artifact, "jar");
    add(artifact, "jar", jar(Map.of("acme.txt", artifact.getBytes(UTF_8))));
  }

  void addPlugin() throws IOException {
    addPom("hello-maven-plugin", "maven-plugin");
    String mojo = HelloMojo.class.getName().replace('.', '/') + ".class";
    try (InputStream file =
        Objects.requireNonNull(HelloMojo.class.getResourceAsStream("/" + mojo))) {
      var entries = new LinkedHashMap<String, byte[]>();
      entries.put("META-INF/maven/plugin.xml", PLUGIN.getBytes(UTF_8));
      entries.put(mojo, file.readAllBytes());
      add("hello-maven-plugin", "jar", jar(entries));
    }
  }

  private void add(String artifact, String extension, byte[] content) {
    String path = "%s/com/acme/%s/1/%s-1.%s".formatted(repository, artifact, artifact, extension);
    repositories.add(domain, path, content);
  }

  private static byte[] jar(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}

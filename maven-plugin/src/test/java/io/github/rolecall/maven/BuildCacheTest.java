package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.problem.CredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildCacheTest {
  @TempDir Path folder;
  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final MavenProject project = new MavenProject();
  private final ClassWorld world = new ClassWorld();
  private ClassRealm plugin;

  @BeforeEach
  void aBuild() throws Exception {
    plugin = world.newRealm("plugin>io.github.rolecall:credentials-maven-plugin:1", null);
    request.setMultiModuleProjectDirectory(folder.toFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "coreExtension>org.apache.maven.extensions:maven-build-cache-extension:1.2.1",
        "coreExtension>com.example:own-cache:1",
        "plexus.core"
      })
  void anExtensionOfMavenItselfIsActive(String realm) throws Exception {
    assertFalse(active());
    extension(realm, "1.2.1");
    assertTrue(active());
  }

  @Test
  void anExtensionOfAProjectIsActiveWhereThatIsBuilt() throws Exception {
    ClassRealm extension = extension("extension>org.apache.maven.extensions:cache:1", "1.2.1");
    assertFalse(active());
    ClassRealm own = world.newRealm("project>com.example:a:1", null);
    own.importFrom(extension, "org.apache.maven.buildcache");
    project.setClassRealm(own);
    assertTrue(active());
  }

  @ParameterizedTest
  @CsvSource({
    "true, , , true",
    "false, , , false",
    ", false, , false",
    ", true, , true",
    ", , false, false",
    // A project cannot enable a disabled cache.
    "false, , true, false",
    // The command line takes precedence over the file.
    "true, false, , true"
  })
  void itIsSwitchedOffByCommandLineFileOrProject(
      String commandLine, String file, String ofProject, boolean active) throws Exception {
    extension("coreExtension>cache", "1.2.1");
    if (commandLine != null) {
      request.getUserProperties().setProperty("maven.build.cache.enabled", commandLine);
    }
    if (file != null) {
      configure("<configuration><enabled>" + file + "</enabled></configuration>");
    }
    if (ofProject != null) {
      project.getProperties().setProperty("maven.build.cache.enabled", ofProject);
    }
    assertEquals(active, active());
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, true", "1.1.0, true", "1.2.0, true", "1.2.1, false", "1.10.0, false"})
  void oneThatSkipsGoalsSilentlyIsRefused(String version, boolean refused) throws Exception {
    extension("coreExtension>cache", version);
    if (refused) {
      var thrown = assertThrows(CredentialsException.class, this::refuseSilent);
      assertEquals("skipped-by-build-cache", thrown.problem().code());
    } else {
      assertDoesNotThrow(this::refuseSilent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<plugins><plugin artifactId='credentials-maven-plugin'/></plugins>",
        "<goalsLists><goalsList artifactId='credentials-maven-plugin'><goals><goal>assume</goal>"
            + "</goals></goalsList></goalsLists>",
        "<executions><execution><artifactId>credentials-maven-plugin</artifactId></execution>"
            + "</executions>"
      })
  void theGoalMayAlwaysRun(String plugins) throws Exception {
    extension("coreExtension>cache", "1.1.0");
    configure("<executionControl><runAlways>" + plugins + "</runAlways></executionControl>");
    assertDoesNotThrow(this::refuseSilent);
  }

  @Test
  void thePropertyNamesWhatAlwaysRunsToo() throws Exception {
    extension("coreExtension>cache", "1.1.0");
    request
        .getUserProperties()
        .setProperty(
            "maven.build.cache.alwaysRunPlugins", "other, credentials-maven-plugin:assume");
    assertDoesNotThrow(this::refuseSilent);
  }

  private boolean active() {
    return cache().active(plugin);
  }

  private void refuseSilent() {
    cache().refuseSilent(plugin, TestGoals.own("assume", "default"));
  }

  @SuppressWarnings("deprecation") // The only constructor that Maven itself uses.
  private BuildCache cache() {
    var session = new MavenSession(null, new DefaultRepositorySystemSession(), request, null);
    session.setProjects(new ArrayList<>(List.of(project)));
    return new BuildCache(session);
  }

  private void configure(String content) throws Exception {
    Path file = folder.resolve(".mvn").resolve("maven-build-cache-config.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<cache xmlns='http://maven.apache.org/BUILD-CACHE-CONFIG/1.2.0'>" + content + "</cache>");
  }

  /** Creates a class realm with the files of the extension that Rolecall reads. */
  private ClassRealm extension(String realm, String version) throws Exception {
    Path jar = Files.createTempDirectory(folder, "extension");
    Path type = jar.resolve("org/apache/maven/buildcache/CacheController.class");
    Path properties =
        jar.resolve(
            "META-INF/maven/org.apache.maven.extensions/maven-build-cache-extension/pom.properties");
    Files.createDirectories(type.getParent());
    Files.createDirectories(properties.getParent());
    Files.writeString(type, "");
    Files.writeString(properties, "version=" + version);
    ClassRealm made = world.newRealm(realm, null);
    made.addURL(jar.toUri().toURL());
    return made;
  }
}

package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmPropertiesTest {
  private final Properties jvm = new Properties();
  private final OriginalProperties originals = TestGoals.originals();

  /** Creates an object per build, because each build may have its own copy of the classes. */
  private JvmProperties build() {
    return new JvmProperties(() -> jvm, originals);
  }

  private static Map<String, Optional<String>> keysOf(String build) {
    return Map.of("aws.accessKeyId", Optional.of(build), "aws.region", Optional.of(build));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterBuildsThatOverlapTheJvmIsAsItWas(boolean firstEndsFirst) {
    jvm.setProperty("aws.region", "a=b");
    JvmProperties first = build();
    JvmProperties second = build();
    first.show(keysOf("first"));
    second.show(keysOf("second"));

    (firstEndsFirst ? first : second).restore();
    (firstEndsFirst ? second : first).show(keysOf("last"));
    assertEquals("last", jvm.getProperty("aws.accessKeyId"));
    (firstEndsFirst ? second : first).restore();

    assertEquals(Map.of("aws.region", "a=b"), jvm);
    jvm.setProperty("aws.region", "new");
    JvmProperties third = build();
    third.show(keysOf("third"));
    third.restore();
    assertEquals(Map.of("aws.region", "new"), jvm);
  }

  @Test
  void theJvmKeepsThemOutOfItsSystemProperties() {
    var real = OriginalProperties.ofThisJvm();
    String name = "rolecall.test.kept";
    var before = (Properties) System.getProperties().clone();
    assertEquals(Optional.of("x"), real.hold(name, Optional.of("x")));
    assertEquals(Optional.of("x"), real.hold(name, Optional.of("ours")));
    real.release(name);
    assertEquals(Optional.of("x"), real.hold(name, Optional.of("ours")));
    real.release(name);
    real.release(name);
    assertEquals(Optional.empty(), real.hold(name, Optional.empty()));
    real.release(name);
    assertEquals(before, System.getProperties());
  }
}

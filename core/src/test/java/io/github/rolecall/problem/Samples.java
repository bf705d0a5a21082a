package io.github.rolecall.problem;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds a sample of any record of Rolecall. All secrets in it have the same text. */
public final class Samples {
  public static final String SECRET = "s3cr3t-that-nobody-may-see";
  private static final Instant INSTANT = Instant.parse("2026-11-21T12:00:00Z");

  private Samples() {}

  /** Returns a sample of the type, in which a text is the name of its component. */
  public static Object of(Type type, String name) {
    return of(type, name, text -> text);
  }

  /** Returns a sample with other texts for the components. */
  public static Object of(Type type, String name, UnaryOperator<String> texts) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, name, texts);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Host.class) {
      return TestHost.of(Map.of("AWS_SECRET_ACCESS_KEY", SECRET));
    }
    if (plain.isRecord()) {
      return ofRecord(plain, texts);
    }
    if (plain.isEnum()) {
      return plain.getEnumConstants()[0];
    }
    if (plain.isSealed()) {
      return of(plain.getPermittedSubclasses()[0], name, texts);
    }
    return ofPlain(plain, name, texts);
  }

  private static Object ofGeneric(
      ParameterizedType type, String name, UnaryOperator<String> texts) {
    Type first = type.getActualTypeArguments()[0];
    if (type.getRawType() == Map.class) {
      return Map.of("NAME", SECRET);
    }
    Object element = of(first, name, texts);
    return type.getRawType() == Optional.class ? Optional.of(element) : List.of(element);
  }

  private static Object ofPlain(Class<?> type, String name, UnaryOperator<String> texts) {
    if (type == String.class) {
      return name.equals("arn")
          ? "arn:aws:sts::111122223333:assumed-role/Deploy/ci"
          : texts.apply(name);
    }
    if (type == Secret.class) {
      return new Secret(SECRET);
    }
    if (type == int.class) {
      String number = texts.apply(name);
      return number.matches("\\d+") ? Integer.parseInt(number) : 3600;
    }
    if (type == long.class) {
      return 3600L;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == URI.class) {
      return URI.create("https://example.com/");
    }
    if (type == Path.class) {
      return Path.of("/some/file");
    }
    if (type == Instant.class) {
      // This component is the wrong one of two clocks.
      return name.equals("ours") ? INSTANT.plus(Duration.ofMinutes(10)) : INSTANT;
    }
    if (type == Duration.class) {
      return Duration.ofSeconds(60);
    }
    if (type == Exporter.class) {
      return (Exporter) assumed -> () -> name;
    }
    if (type == Remedy.class) {
      return Remedy.of(texts.apply(name));
    }
    if (type == Inputs.class) {
      return Inputs.of(FrontEnd.COMMAND, Map.of(Input.AWS_SECRET_ACCESS_KEY, SECRET), Map.of());
    }
    if (type == JsonValue.class) {
      return JsonValue.ofTexts(
              Map.of(
                  "iss", texts.apply("issuer"),
                  "sub", texts.apply("subject"),
                  "aud", texts.apply("audiences"),
                  "azp", texts.apply("authorizedParty")))
          .with("exp", JsonValue.of(INSTANT.getEpochSecond()));
    }
    if (type == Console.class) {
      return new RecordingConsole();
    }
    if (type == AwsFiles.class) {
      return new AwsFiles(TestHost.of(Map.of("AWS_SECRET_ACCESS_KEY", SECRET)));
    }
    throw new IllegalArgumentException("no sample of " + type + " for " + name);
  }

  private static Object ofRecord(Class<?> type, UnaryOperator<String> texts) {
    RecordComponent[] components = type.getRecordComponents();
    var types = new Class<?>[components.length];
    var values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = of(components[i].getGenericType(), components[i].getName(), texts);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type, e);
    }
  }
}

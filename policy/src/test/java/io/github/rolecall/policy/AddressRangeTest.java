package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.0/24,203.0.113.255,true",
    "203.0.113.0/24,203.0.114.0,false",
    "203.0.113.7,203.0.113.7,true",
    "203.0.113.7,203.0.113.8,false",
    "0.0.0.0/0,255.255.255.255,true",
    "0.0.0.0/0,2001:db8::1,false",
    "' 203.0.113.0/24 ',' 203.0.113.1 ',true",
    "203.0.113.128/25,203.0.113.127,false",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:DB8::/32,2001:0db8:0:0:0:0:0:1,true",
    "2001:db8::/33,2001:db8:8000::,false",
    "::/0,fe80::1,true",
    "::1,0:0:0:0:0:0:0:1,true",
    "1::,1:0:0:0:0:0:0:0,true",
    "64:ff9b::192.0.2.1,64:ff9b::c000:201,true",
    "::ffff:203.0.113.7,203.0.113.7,true",
    "203.0.113.0/24,::ffff:203.0.113.9,true",
    "203.0.113.0/24,::ffff:cb00:7109,true",
    "::203.0.113.7,203.0.113.7,false"
  })
  void addressesAreInTheirRanges(String range, String address, boolean inside) {
    assertEquals(inside, AddressRange.parse(range).contains(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "localhost",
        "1.2.3",
        "1.2.3.256",
        "1.2.3.4.5",
        "1.2.3.-4",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/",
        "1.2.3.4/x",
        "1.2.3.4/8/8",
        ":",
        ":::",
        "::1::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "12345::",
        "g::",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::1.2.3.256",
        "::/129",
        "fe80::1%eth0",
        "::ffff:1.2.3.0/120"
      })
  void whatIsNoRangeContainsNothing(String range) {
    for (String address : new String[] {range, "1.2.3.4", "::1", "0.0.0.0", "::"}) {
      assertEquals(false, AddressRange.parse(range).contains(address), address);
    }
  }

  /** Compares addresses in all notations with those that the JDK parses. */
  @Test
  void theJdkReadsTheSameAddresses() throws UnknownHostException {
    int inside = 0;
    for (int seed = 0; seed < 5_000; seed++) {
      var random = new Random(seed);
      String one = address(random);
      String other = address(random);
      boolean same = InetAddress.getByName(one).equals(InetAddress.getByName(other));
      assertEquals(same, AddressRange.parse(one).contains(other), one + " " + other);
      assertTrue(AddressRange.parse(one).contains(InetAddress.getByName(one).getHostAddress()));
      inside += same ? 1 : 0;
    }
    assertTrue(inside > 20, String.valueOf(inside));
  }

  private static String address(Random random) {
    if (random.nextInt(4) == 0) {
      return four(random);
    }
    var groups = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      boolean mapped = i == 5 && random.nextBoolean();
      groups.add(mapped ? "ffff" : random.nextInt(8) == 0 ? "A" : "0".repeat(1 + i % 4));
    }
    groups.addAll(
        random.nextBoolean()
            ? java.util.List.of(four(random))
            : java.util.List.of("102", random.nextBoolean() ? "304" : "0"));
    String text = String.join(":", groups);
    // Two colons replace the first groups if they are zeros.
    return random.nextBoolean() ? text.replaceFirst("^(0+:){2,6}", "::") : text;
  }

  private static String four(Random random) {
    return random.nextBoolean() ? "1.2.3.4" : "1.2.0." + random.nextInt(2);
  }
}

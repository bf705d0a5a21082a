package io.github.rolecall.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The socket factory of a server that supports only the curves of NIST for key exchange, as older
 * servers do.
 */
final class WithoutX25519 extends SSLSocketFactory {
  private static final String REFUSED = "x25519";

  private final SSLSocketFactory all;

  WithoutX25519(SSLSocketFactory all) {
    this.all = all;
  }

  @Override
  public Socket createSocket(Socket socket, InputStream read, boolean close) throws IOException {
    SSLSocket made = (SSLSocket) all.createSocket(socket, read, close);
    SSLParameters parameters = made.getSSLParameters();
    parameters.setAlgorithmConstraints(new Refusal());
    made.setSSLParameters(parameters);
    return made;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean close) {
    throw new UnsupportedOperationException("only for servers");
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("only for servers");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("only for servers");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("only for servers");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("only for servers");
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return all.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return all.getSupportedCipherSuites();
  }

  private static final class Refusal implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
      return !algorithm.equalsIgnoreCase(REFUSED);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        AlgorithmParameters parameters) {
      return !algorithm.equalsIgnoreCase(REFUSED);
    }
  }
}

package com.example;

/** The program in the image. */
public final class Shop {
  private Shop() {}

  /** Prints a line. */
  public static void main(String[] args) {
    System.out.println("open");
  }
}

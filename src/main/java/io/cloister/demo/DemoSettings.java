package io.cloister.demo;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param enabled whether the sample organisation is founded in an empty installation */
@ConfigurationProperties("cloister.demo")
record DemoSettings(@DefaultValue("false") boolean enabled) {}

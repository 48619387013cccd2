# Included by this folder's CMakeLists.txt.
lt_test(http_integration_tests
  SOURCES http_client_test.cpp http_corpus_test.cpp http_edge_test.cpp http_stream_test.cpp http_tls_test.cpp ../support/certificates.cpp
  DEPS lt_http_edge)

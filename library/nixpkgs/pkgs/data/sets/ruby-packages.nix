# Libraries of Ruby: name and version.
{
  bundler = "2.7.2";
  jekyll = "4.4.1";
  nokogiri = "1.18.10";
  pry = "0.15.2";
  puma = "7.1.0";
  rails = "8.0.4";
  rake = "13.3.1";
  rspec = "3.13.2";
  rubocop = "1.81.7";
  ruby-lsp = "0.26.4";
  sinatra = "4.2.1";
  solargraph = "0.57.0";
}

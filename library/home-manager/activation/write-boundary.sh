if (( hmDriverVersion < 1 )); then
  if [[ "${oldGenPath-}" == "$newGenPath" ]]; then
    _i "No change so reusing latest profile generation"
  else
    _i "Creating new profile generation"
    run nix-env $VERBOSE_ARG --profile "$genProfilePath" --set "$newGenPath"
  fi
fi
